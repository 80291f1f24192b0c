import type { Logger } from 'pino';
import type { CallTimings } from '#shared/call/commands.ts';
import type { Call, CallEvent } from '#shared/call/lifecycle.ts';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';

/**
 * What other features do in the same transaction when something has happened to a call; engine.ts says which, in which order. `by`: who gave the
 * command.
 */
export type Reaction = (transaction: Transaction, event: CallEvent, before: Call | null, after: Call, by: ParticipantKey | 'system') => Promise<void>;

/** What the use cases of calls stand on. */
export type CallsContext = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly timings: CallTimings;
  readonly noteRetentionMs: number;
  readonly react: Reaction;
  /** Told of every new state right after its commit, in order: the fast way to the media. */
  readonly onCommitted: (call: Call) => void;
  readonly logger: Logger;
};
