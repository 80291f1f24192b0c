import { Secret, TOTP } from 'otpauth';

/** What an authenticator app shows at that moment. */
export const totpCode = (secret: string, at: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: at });

export const goodPassword = 'fyra ord utan sammanhang';
