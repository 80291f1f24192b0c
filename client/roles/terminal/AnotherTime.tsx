import { useEffect, useRef, useState } from 'react';
import type { CallId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { freeDays } from './freeDays.ts';
import type { Ticket, RequestedService } from './steps.ts';
import type { TerminalProps } from './props.ts';
import { TimePicker } from './TimePicker.tsx';
import { Way } from './Way.tsx';

type Props = Pick<TerminalProps, 'roleClient'> & { readonly requestedService: RequestedService; readonly onBooked: (ticket: Ticket) => void };

/** Half-hours at which the customer could come instead, to be booked with one touch. */
export function AnotherTime({ roleClient, requestedService, onBooked }: Props) {
  const { t, language } = useTexts('terminal');
  const [slots, setSlots] = useState<readonly Instant[] | null>(null);
  const { act, read, notice } = useNotedRequest(roleClient);
  // One id for this booking: pressing again after a lost answer is the same act.
  const callId = useRef(crypto.randomUUID() as CallId);
  const { agencyId, serviceId } = requestedService;
  useEffect(() => {
    void read('callback:slots', { agencyId, serviceId, language }).then((reply) => reply !== null && setSlots(reply.slots));
  }, [read, agencyId, serviceId, language]);
  const book = async (at: Instant): Promise<void> => {
    const booked = await act('callback:book', { callId: callId.current, agencyId, serviceId, language, at });
    if (booked !== null) onBooked({ ...booked, kind: 'booked', asked: at });
  };
  return (
    <Way title={t('closed.anotherTime')}>
      {slots?.length === 0 && <p>{t('closed.noTimes')}</p>}
      <TimePicker days={freeDays(slots ?? [], language)} testId="slot" onChoose={(at) => void book(at)} />
      {notice}
    </Way>
  );
}
