import { useCallback, useEffect, useRef, useState } from 'react';
import type { Service } from '#shared/contract/catalogue.ts';
import type { RequestReply } from '#shared/contract/index.ts';
import type { Instant } from '#shared/instant.ts';
import { Button } from '#client/ui/Button.tsx';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime, dayText } from '#client/app/i18n/openingText.ts';
import type { Ticket, RequestedService } from './steps.ts';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';

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
    <section className={styles['stack']} aria-labelledby="visiting" data-testid="visiting">
      <h2 id="visiting">{t('visiting.title')}</h2>
      <p>{t('visiting.text')}</p>
      <Times {...props} />
    </section>
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
  const firstFree = days?.find(({ times }) => times.length > 0);
  return (
    <>
      {days?.length === 0 && <p>{t('visiting.none')}</p>}
      {days?.map((day) => (
        <details key={`${day.date}-${day.from}`} className={styles['visitingDay']} open={day === firstFree}>
          <summary>
            {t('visiting.day', { day: dayText(day.date, language), from: day.from, to: day.to })} ·{' '}
            {day.times.length === 0 ? t('visiting.full') : t('visiting.free', { count: day.times.length })}
          </summary>
          <div className={styles['footSide']}>
            {day.times.map((at) => (
              <Button
                key={at}
                kind="secondary"
                size="large"
                data-testid="visitingTime"
                aria-label={clockTime(at, language, true)}
                onPress={() => void book(at)}
              >
                {clockTime(at, language, false)}
              </Button>
            ))}
          </div>
        </details>
      ))}
      {notice}
    </>
  );
}
