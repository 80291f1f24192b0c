import type { z } from 'zod';
import type { ErrorCode } from '#shared/errors.ts';

/** The roles that can be in a call. */
export const callRoles = ['terminal', 'expert', 'adviser', 'supervisor'] as const;
export type CallRole = (typeof callRoles)[number];

/** The roles that a socket can have. */
export const roles = [...callRoles, 'administrator'] as const;
export type Role = (typeof roles)[number];

/** What every request may refuse with. */
export const commonRefusals = ['invalidPayload', 'forbidden', 'tooMany', 'unavailable', 'fault'] as const satisfies readonly ErrorCode[];
type CommonRefusal = (typeof commonRefusals)[number];

export type RequestDefinition = {
  /** What it does, for docs/protocol. */
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly input: z.ZodType;
  readonly reply: z.ZodType;
  /** Codes that it may refuse with, in addition to those that every request may. */
  readonly refusals: readonly Exclude<ErrorCode, CommonRefusal>[];
};

export type EventDefinition = {
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly payload: z.ZodType;
};

/** Whether the contract says that the request may be refused with that code. */
export const declares = ({ refusals }: RequestDefinition, code: ErrorCode): boolean =>
  (commonRefusals as readonly ErrorCode[]).includes(code) || (refusals as readonly ErrorCode[]).includes(code);

/** Declares a request: the client sends input, the server answers with a Reply envelope. */
export const defineRequest = <const T extends RequestDefinition>(definition: T): T => definition;

/** Declares an event: the server pushes the payload; nothing is answered. */
export const defineEvent = <const T extends EventDefinition>(definition: T): T => definition;
