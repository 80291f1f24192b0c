import type { ParticipantKey } from '#shared/call/flows.ts';
import type { EventName, EventPayload } from '#shared/contract/index.ts';

/** What features may do with pages. */
export interface PagesPort {
  /** Sends to the participant's page, whichever process it is connected to. */
  send<N extends EventName>(to: ParticipantKey, name: N, payload: EventPayload<N>): void;
  /** Whether the browser of a participant who is connected to this process answers, awake or not. */
  answersPing(participant: ParticipantKey): Promise<boolean>;
  /** Sends away the page of that connection to this process: its session has ended. */
  dismiss(connectionId: string): void;
}
