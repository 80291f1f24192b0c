import { useCallback, useState } from 'react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import type { AgencyId, ServiceId } from '#shared/ids.ts';
import { speakPointLanguage } from '#client/app/i18n/index.ts';
import { forgetComfort } from '#client/ui/comfort.ts';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import type { TerminalProps } from './props.ts';
import { type Choice, type RequestedService, type Ticket, screenOf, stepBack, withRequestedService } from './steps.ts';
import { useRejoinQueue } from './useRejoinQueue.ts';

export type Journey = ReturnType<typeof useJourney>;

/** Where the customer is between the first touch and goodbye, and every way on from there. */
export function useJourney({ roleClient, view }: Pick<TerminalProps, 'roleClient' | 'view'>) {
  const [choice, setChoice] = useState<Choice>({ step: 'start' });
  const [requestedServices, setRequestedServices] = useState<readonly RequestedService[]>([]);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const tell = useRequest(roleClient, noteRefusal);
  const forgetPlace = useRejoinQueue(roleClient, view);
  const { defaultLanguage } = view.terminal;
  const screen = screenOf(choice, view.call, dismissed);

  const reset = useCallback((): void => {
    forgetPlace();
    setChoice({ step: 'start' });
    setRequestedServices([]);
    setDismissed(null);
    roleClient.media.releaseDevices();
    speakPointLanguage(defaultLanguage);
    forgetComfort();
    // The server ends a visit that nobody comes back to by itself.
    void tell('visit:close', {});
  }, [forgetPlace, roleClient, tell, defaultLanguage]);
  const leaveTicket = useCallback((): void => setChoice({ step: 'start' }), []);
  const begin = (next: Choice, left: TerminalCall | null): void => {
    setDismissed(left?.callId ?? null);
    setRequestedServices([]);
    setChoice(next);
  };
  return {
    choice,
    screen,
    requestedServices,
    goTo: setChoice,
    search: (): void => setChoice({ step: 'search' }),
    chooseAgency: (agencyId: AgencyId): void => setChoice({ step: 'serviceRequest', agencyId }),
    reset,
    /** The number is known: what still waits in the visit goes on, else the terminal is ready for the next customer. */
    leave: screen === 'ticket' && view.call !== null && view.call.state !== 'ended' ? leaveTicket : reset,
    chooseService(agencyId: AgencyId, serviceId: ServiceId, isClosed: boolean): void {
      const requestedService = { agencyId, serviceId };
      if (!isClosed) setRequestedServices(withRequestedService(requestedServices, requestedService));
      setChoice(isClosed ? { step: 'closed', requestedService } : { step: 'deviceCheck' });
    },
    showTicket(ticket: Ticket): void {
      forgetPlace();
      setRequestedServices([]);
      setChoice({ step: 'ticket', ticket });
    },
    nextServiceRequest: (): void => begin({ step: 'agency' }, view.call),
    anotherTime: (call: TerminalCall): void => begin({ step: 'closed', requestedService: { agencyId: call.agencyId, serviceId: call.serviceId } }, call),
    back(): void {
      setChoice(stepBack(choice, requestedServices));
      // The last one is chosen again.
      if (screen === 'deviceCheck') setRequestedServices(requestedServices.slice(0, -1));
    },
  };
}
