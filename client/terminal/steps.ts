import type { TerminalCall } from '#shared/contract/views.ts';
import type { AgencyId, ServiceId } from '#shared/ids.ts';

/** What the customer has chosen so far; nothing of it leaves the page before the queue is joined. */
export type Choice =
  | { readonly step: 'start' }
  | { readonly step: 'agency' }
  | { readonly step: 'errand'; readonly agencyId: AgencyId }
  | { readonly step: 'deviceCheck'; readonly agencyId: AgencyId; readonly serviceId: ServiceId };

export type Screen = Choice['step'] | 'waiting' | 'call' | 'thanks';

/** Which screen is shown: what the server knows of the call goes before what was chosen here. `dismissed` is an ended call whose thanks were seen. */
export function screenOf(choice: Choice, call: TerminalCall | null, dismissed: string | null): Screen {
  if (call === null) return choice.step;
  switch (call.state) {
    case 'queued':
    case 'offered':
      return 'waiting';
    case 'connecting':
    case 'active':
    case 'onHold':
      return 'call';
    case 'ended':
      return call.callId === dismissed ? choice.step : 'thanks';
  }
}

/** The step before; the first has none. */
export function stepBack(choice: Choice): Choice {
  switch (choice.step) {
    case 'start':
    case 'agency':
      return { step: 'start' };
    case 'errand':
      return { step: 'agency' };
    case 'deviceCheck':
      return { step: 'errand', agencyId: choice.agencyId };
  }
}
