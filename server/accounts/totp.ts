import { Secret, TOTP } from 'otpauth';
import type { Instant } from '#shared/instant.ts';

const periodSeconds = 30;

const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: 'Distans', label, algorithm: 'SHA1', digits: 6, period: periodSeconds, secret: Secret.fromBase32(secret) });

/** A secret for an authenticator app, and the address that its QR code has. */
export function newTotp(label: string): { readonly secret: string; readonly uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totpOf(secret, label).toString() };
}

/** The time step of a right code that was not taken before (RFC 6238, 5.2); null for any other. A clock may be half a minute off. */
export function stepOfCode(secret: string, code: string, now: Instant, lastStep: number | null): number | null {
  const delta = totpOf(secret, '').validate({ token: code.replaceAll(/\s/g, ''), timestamp: now, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(now / (periodSeconds * 1_000)) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}
