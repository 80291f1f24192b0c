import type { z } from 'zod';
import type { ErrorCode } from '#shared/errors.ts';

/** The faces that a socket can belong to. */
export const roles = ['terminal', 'expert', 'adviser', 'supervisor'] as const;
export type Role = (typeof roles)[number];

export type RequestDefinition = {
  /** What it does, for docs/protocol.md. */
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly input: z.ZodType;
  readonly reply: z.ZodType;
  /** Codes it may refuse with, besides those that every request may give. */
  readonly refusals: readonly ErrorCode[];
};

export type EventDefinition = {
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly payload: z.ZodType;
};

/** Declares a request: the client sends input, the server answers with a Reply envelope. */
export const defineRequest = <const T extends RequestDefinition>(definition: T): T => definition;

/** Declares an event: the server pushes the payload; nothing is answered. */
export const defineEvent = <const T extends EventDefinition>(definition: T): T => definition;
