import type { OverrideDeed, Ticket } from '#shared/contract/ticket.ts';
import type { AdviserId, PointId, TerminalId } from '#shared/ids.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { appendAudit } from '#server/audit/index.ts';
import { AppError } from '#server/errors.ts';
import { type PinHashing, drawPin } from './pin.ts';
import { isBarred } from './ticket.rules.ts';
import * as store from './store.ts';

/** Longer than anybody can book ahead: guesses at a number count as long as its PIN holds. */
const triesKeptMs = 60 * 86_400_000;
const overridesKeptMs = 90 * 86_400_000;
const overridesShownMs = 86_400_000;
const overridesShown = 20;

/** What the advisers of the points have done with numbers in the last day, the newest first. */
export const readOverridesOfPoints = (tx: Transaction, pointIds: readonly PointId[]): Promise<store.Override[]> =>
  store.readOverrides(tx, pointIds, overridesShownMs, overridesShown);

/** A PIN to be told once, and what is kept of it. */
export type NewPin = { readonly pin: string; readonly hash: string };

export type Tickets = ReturnType<typeof createTickets>;

type TicketsOptions = {
  readonly database: Database;
  readonly randomId: () => string;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
  readonly hashing: PinHashing;
};

/** Numbers call customers, PINs show whose they are (E2). */
export function createTickets({ database, randomId, randomInt, hashing }: TicketsOptions) {
  return {
    /** Takes some milliseconds of computing: outside of transactions. */
    async drawPin(): Promise<NewPin> {
      const pin = drawPin(randomInt);
      return { pin, hash: await hashing.hash(pin) };
    },

    /**
     * Whose number it is, for the right PIN. `holderOf` finds who has the number, and the hash of its PIN. Each try is counted before it is looked
     * at, in the database, so that neither a reload, nor another process, nor tries at the same time give more of them.
     * Errors: numberOrPinWrong, also where nobody has the number; tooManyTries.
     */
    async enter<H extends { readonly pinHash: string | null }>(
      at: { readonly terminalId: TerminalId; readonly pointId: PointId },
      { number, pin }: Ticket,
      holderOf: (tx: Transaction, pointId: PointId, number: number) => Promise<H | null>,
    ): Promise<H> {
      const tryId = randomId();
      const entry = { ...at, number };
      const holder = await database.transaction(async (tx) => {
        await store.lockTries(tx, entry);
        if (isBarred(await store.countTries(tx, entry))) throw new AppError('tooManyTries');
        await store.insertTry(tx, tryId, entry);
        return holderOf(tx, at.pointId, number);
      });
      if (!(await hashing.verify(holder?.pinHash ?? null, pin)) || holder === null) throw new AppError('numberOrPinWrong');
      await database.transaction(async (tx) => {
        await store.deleteTry(tx, tryId);
        await store.forgetTriesOf(tx, at.pointId, number);
      });
      return holder;
    },

    /** Keeps what the adviser has done for a customer without the PIN. */
    async recordOverride(tx: Transaction, adviserId: AdviserId, pointId: PointId, number: number, deed: OverrideDeed): Promise<void> {
      await store.insertOverride(tx, randomId(), { adviserId, pointId, number, deed });
      const actor = { kind: 'subject', role: 'adviser', id: adviserId } as const;
      await appendAudit(tx, { actor, act: 'number.overridden', object: { kind: 'point', id: pointId }, details: { deed } });
    },

    eraseDue: (): Promise<void> =>
      database.transaction(async (tx) => {
        await store.eraseTries(tx, triesKeptMs);
        await store.eraseOverrides(tx, overridesKeptMs);
      }),
  };
}
