import type { Logger } from 'pino';
import type { Subject } from '#shared/contract/http.ts';
import type { SignInRefusals } from '#server/audit/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Identity } from '#server/identity/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { Secrets } from '#server/secrets.ts';
import type { Passwords } from './passwords.ts';

/** What the use cases of accounts stand on. */
export type AccountsContext = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly changes: Pick<Changes, 'announce'>;
  readonly identity: Pick<Identity, 'redeemAccessCode' | 'endAllOf' | 'endOthersIn'>;
  readonly passwords: Passwords;
  /** Keeps failed sign-ins in the audit, within limits. */
  readonly auditRefusal: SignInRefusals;
  /** Keeps what an authenticator app has. */
  readonly secrets: Secrets;
  readonly randomId: () => string;
  readonly logger: Logger;
};

/** The page by which somebody signs in, as a passkey is bound to it (WebAuthn's relying party). */
export type RelyingParty = { readonly id: string; readonly origins: readonly string[] };

/** How somebody has proven who they are; for the audit. */
export type SignInMethodName = 'accessCode' | 'password' | 'passkey' | 'totp' | 'recoveryCode' | 'provider';

/** Who is signed in from now on, or the token of the step at which the browser is; neither where nothing is left to go on with. */
export type Progress =
  { readonly kind: 'signedIn'; readonly subject: Subject } | { readonly kind: 'step'; readonly token: string } | { readonly kind: 'noRole' };
