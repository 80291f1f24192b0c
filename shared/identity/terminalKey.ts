import { z } from 'zod';

/**
 * What a terminal signs at each connection: the number that the server has drawn for this connection alone (Engine.IO's `sid`). A proof that somebody
 * has overheard is of no use at another one.
 */
export const proofText = (sid: string): string => `distans-terminal-proof:1:${sid}`;

/** The public half of a P-256 key as SPKI (RFC 5480), in base64url. */
export const publicKeySchema = z.string().regex(/^[\w-]{100,200}$/);
/** An ECDSA signature with SHA-256, the two numbers of 32 bytes one after the other (IEEE P1363), in base64url. */
export const proofSchema = z.string().regex(/^[\w-]{86}$/);
export const terminalKeySchema = z.strictObject({ publicKey: publicKeySchema, proof: proofSchema });
export type TerminalKey = z.output<typeof terminalKeySchema>;
