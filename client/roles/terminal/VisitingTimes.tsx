import { useCallback, useEffect, useRef, useState } from 'react';
import type { Service } from '#shared/contract/catalogue.ts';
import type { RequestReply } from '#shared/contract/index.ts';
import type { Instant } from '#shared/instant.ts';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { dayName } from '#client/app/i18n/openingText.ts';
import type { Ticket, RequestedService } from './steps.ts';
import type { TerminalProps } from './props.ts';
import { TimePicker } from './TimePicker.tsx';
import { Way } from './Way.tsx';

type Days = RequestReply<'visiting:times'>['days'];
type Props = Pick<TerminalProps, 'roleClient'> & {
  readonly service: Service;
  readonly requestedService: RequestedService;
  readonly pointId: string;
  readonly onBooked: (ticket: Ticket) => void;
};

/** The days on which the service's expert visits this point, and their free times, to be booked with one touch (F33). */
export function VisitingTimes({ service, pointId, ...props }: Props) {
  const { t } = useTexts('terminal');
  if (!service.visitingDays.some((day) => day.pointId === pointId)) return null;
  return (
    <Way title={t('visiting.title')} testId="visiting">
      <p>{t('visiting.text')}</p>
      <Times {...props} />
    </Way>
  );
}

function Times({ roleClient, requestedService, onBooked }: Omit<Props, 'service' | 'pointId'>) {
  const { t, language } = useTexts('terminal');
  const [days, setDays] = useState<Days | null>(null);
  const { act, read, notice } = useNotedRequest(roleClient);
  // One id for this booking: pressing again after a lost answer is the same act.
  const bookingId = useRef(crypto.randomUUID());
  const { agencyId, serviceId } = requestedService;
  const readDays = useCallback(
    () => read('visiting:times', { agencyId, serviceId }).then((reply) => reply !== null && setDays(reply.days)),
    [read, agencyId, serviceId],
  );
  useEffect(() => void readDays(), [readDays]);
  const book = async (at: Instant): Promise<void> => {
    const booked = await act('visiting:book', { bookingId: bookingId.current, agencyId, serviceId, language, at });
    if (booked !== null) onBooked({ ...booked, kind: 'inPerson', asked: at });
    // Somebody else may have it by now.
    else await readDays();
  };
  return (
    <>
      {days?.length === 0 && <p>{t('visiting.none')}</p>}
      <TimePicker
        days={(days ?? []).map(({ date, from, to, times }) => ({
          id: `${date} ${from}`,
          name: dayName(date, language),
          note: t('visiting.hours', { from, to }),
          times,
        }))}
        testId="visitingTime"
        onChoose={(at) => void book(at)}
      />
      {notice}
    </>
  );
}
