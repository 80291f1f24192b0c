import type { IssuedTicket } from '#shared/contract/ticket.ts';
import type { TerminalId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';

/** Wrong tries within this time count against the terminal. */
export const terminalWindowMs = 600_000;
const triesATerminal = 5;
/** Wherever they were made, since the PIN was issued: one number is worth so few guesses, from however many terminals. */
const triesANumber = 10;

/** Wrong tries before this one. */
type Tries = { readonly ofTerminal: number; readonly ofNumber: number };

/** Whether another try is refused unseen, and the customer sent to the adviser. */
export const isBarred = ({ ofTerminal, ofNumber }: Tries): boolean => ofTerminal >= triesATerminal || ofNumber >= triesANumber;

/** Within this time a request that comes again is the same person's, whose answer was lost. */
const repeatMs = 120_000;

export type PinIssue = { readonly issuedAt: Instant; readonly terminalId: string | null };

/** What a request that has made its ticket before is told of the PIN. */
export function issueAgain(earlier: PinIssue | null, terminalId: TerminalId, now: Instant): IssuedTicket['issue'] {
  if (earlier === null || earlier.terminalId !== terminalId) return 'withheld';
  return now < after(earlier.issuedAt, repeatMs) ? 'replaced' : 'withheld';
}
