import type { Router } from 'express';
import type { Topic } from '#server/platform/changes.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Job } from '#server/platform/jobs.ts';
import type { Reacting } from '#server/reactions.ts';

/** What a feature may offer. Its `feature.ts` says what it does; engine.ts lists them all. */
export type Feature = Reacting & {
  /** Its requests of the contract. */
  readonly handlers?: Partial<Handlers>;
  /** Told of each topic after a commit, here (`isLocal`) or in another process. Must not throw. */
  readonly onChange?: (topic: Topic, isLocal: boolean) => void;
  /** What it does before the first page is let in. */
  readonly start?: () => Promise<unknown>;
  readonly jobs?: readonly Job[];
  /** Mounted below /api. */
  readonly routes?: Router;
};

type HandlersIn<F> = F extends { readonly handlers: infer H } ? H : never;
type Intersection<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;

/**
 * The handlers of all features in one object. Its type has the names that are there, so that a request without a handler does not compile where
 * all are wanted. Errors: two features bring the same request.
 */
export function merge<const F extends readonly Feature[]>(features: F): Intersection<HandlersIn<F[number]>> {
  const entries = features.flatMap(({ handlers = {} }) => Object.entries(handlers));
  const names = entries.map(([name]) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`two features handle the same request: ${twice.join(', ')}`);
  // Object.fromEntries knows values only, not which name has which.
  return Object.fromEntries(entries) as Intersection<HandlersIn<F[number]>>;
}

/** The empty reply to a request whose work is done. */
export async function done(work: Promise<unknown>): Promise<Record<string, never>> {
  await work;
  return {};
}
