import type { z } from 'zod';
import {
  addFactorSchema,
  changePasswordSchema,
  firstAdministratorSchema,
  ownAccountRequestSchema,
  ownAccountSchema,
  ownOptionsRequestSchema,
  passkeyAnswerSchema,
  passkeyOptionsSchema,
  passwordSignInSchema,
  providerSignOutSchema,
  recoveryCodesRequestSchema,
  recoveryCodesSchema,
  recoverySignInSchema,
  removeFactorSchema,
  roleSignInSchema,
  setUpDoneSchema,
  setUpOptionsRequestSchema,
  setUpOptionsSchema,
  setUpSchema,
  signInStateSchema,
  signInStepSchema,
  totpSignInSchema,
} from '#shared/accounts/http.ts';
import { catalogueSchema } from '#shared/contract/catalogue.ts';
import { importAnswerSchema, importRequestSchema } from '#shared/exchange/http.ts';
import { wallSchema } from '#shared/contract/wall.ts';
import {
  accessCodeSchema,
  demoPeopleSchema,
  demoStageSchema,
  enrolmentSchema,
  handshakeSchema,
  installedLanguagesSchema,
  sessionInfoSchema,
  textsSchema,
  signOutSchema,
  stageRequestSchema,
  subjectSchema,
} from '#shared/contract/http.ts';

type HttpRoute = { readonly route: string; readonly summary: string; readonly body: z.ZodType | null; readonly answer: z.ZodType | null };

/** The handshake's `auth` is listed with the routes: it is no request either. */
export const httpRoutes: readonly HttpRoute[] = [
  { route: 'handshake', summary: 'The `auth` object of the Socket.IO handshake.', body: handshakeSchema, answer: null },
  { route: 'GET /api/catalogue', summary: 'Agencies with their services, points with their terminals. Public.', body: null, answer: catalogueSchema },
  {
    route: 'GET /api/languages',
    summary: 'The languages that terminals offer, and which texts the installation has of its own. Public.',
    body: null,
    answer: installedLanguagesSchema,
  },
  {
    route: 'GET /api/texts/{language}/{namespace}',
    summary: 'Texts of the installation’s own, over those of the page. Public.',
    body: null,
    answer: textsSchema,
  },
  {
    route: 'GET /api/exchange/export',
    summary: 'What the administrator looks after, as one document of the form that `GET /api/exchange/schema.json` gives. Needs the administrator’s session.',
    body: null,
    answer: null,
  },
  {
    route: 'POST /api/exchange/import',
    summary:
      'Says what such a document would add, change and retire, or everything that is wrong with it, and does it unless it is a dry run. Needs the administrator’s session. At most 16 MB.',
    body: importRequestSchema,
    answer: importAnswerSchema,
  },
  { route: 'GET /api/session', summary: 'The roles for which this browser holds a session.', body: null, answer: sessionInfoSchema },
  {
    route: 'GET /api/wall',
    summary: 'What a wallboard shows: the figures of the supervisor’s agency, without persons. Needs the supervisor’s session.',
    body: null,
    answer: wallSchema,
  },
  { route: 'GET /api/demo/people', summary: 'Demo mode: whom one may choose to be.', body: null, answer: demoPeopleSchema },
  {
    route: 'POST /api/demo/sign-in',
    summary: 'Demo mode: signs in as the given subject and sets the role’s cookie.',
    body: subjectSchema,
    answer: subjectSchema,
  },
  {
    route: 'POST /api/demo/stage',
    summary:
      'Demo mode: three who fit together for a visit, each with a token of an hour. It goes in the handshake’s `auth`, and over HTTP as `Authorization: Bearer`, which goes before cookies.',
    body: stageRequestSchema,
    answer: demoStageSchema,
  },
  {
    route: 'POST /api/sign-in',
    summary:
      'A one-time access code: a terminal is signed in by it; a person makes an account by it (`setUp`). Like every step of signing in it sets a cookie, by which the next one is known.',
    body: accessCodeSchema,
    answer: signInStepSchema,
  },
  { route: 'GET /api/sign-in', summary: 'How people sign in here, and how far this browser has come.', body: null, answer: signInStateSchema },
  {
    route: 'POST /api/sign-in/password',
    summary: 'User name and password; a second factor follows. Wrong names and wrong passwords are answered alike.',
    body: passwordSignInSchema,
    answer: signInStepSchema,
  },
  { route: 'POST /api/sign-in/totp', summary: 'The code of an authenticator app, as the second factor.', body: totpSignInSchema, answer: signInStepSchema },
  {
    route: 'POST /api/sign-in/recovery-code',
    summary: 'A recovery code, as the second factor; it is used up.',
    body: recoverySignInSchema,
    answer: signInStepSchema,
  },
  {
    route: 'POST /api/sign-in/passkey/options',
    summary: 'What a passkey is proven by (WebAuthn), as the second factor or alone.',
    body: null,
    answer: passkeyOptionsSchema,
  },
  { route: 'POST /api/sign-in/passkey', summary: 'The browser’s answer to that.', body: passkeyAnswerSchema, answer: signInStepSchema },
  { route: 'POST /api/sign-in/role', summary: 'Which of one’s roles one goes on in; sets its cookie.', body: roleSignInSchema, answer: signInStepSchema },
  { route: 'POST /api/sign-in/leave', summary: 'Begins anew; answers `{}`.', body: null, answer: null },
  {
    route: 'POST /api/sign-in/set-up/options',
    summary: 'In a first sign-in: both second factors, of which one is used.',
    body: setUpOptionsRequestSchema,
    answer: setUpOptionsSchema,
  },
  { route: 'POST /api/sign-in/set-up', summary: 'Makes the account. The recovery codes are answered this once.', body: setUpSchema, answer: setUpDoneSchema },
  {
    route: 'POST /api/first-administrator',
    summary: 'Begins the account of an empty installation’s first administrator, by the token that the server has printed.',
    body: firstAdministratorSchema,
    answer: signInStepSchema,
  },
  {
    route: 'GET /api/sign-in/provider/{provider}',
    summary: 'Leads to the provider (OpenID Connect, code flow with PKCE), which leads back to `…/callback`.',
    body: null,
    answer: null,
  },
  {
    route: 'POST /api/sign-in/provider/{provider}/logout',
    summary: 'Of the provider alone: a logout token as a form (OpenID Connect Back-Channel Logout 1.0). The person’s sessions end at once.',
    body: null,
    answer: null,
  },
  {
    route: 'POST /api/sign-in/provider-sign-out',
    summary: 'After signing out: where the browser goes to end the session at the provider too.',
    body: null,
    answer: providerSignOutSchema,
  },
  { route: 'POST /api/account', summary: 'One’s own account, at the desk of that role.', body: ownAccountRequestSchema, answer: ownAccountSchema },
  { route: 'POST /api/account/password', summary: 'Changes one’s own password; answers `{}`.', body: changePasswordSchema, answer: null },
  { route: 'POST /api/account/options', summary: 'Begins one more second factor.', body: ownOptionsRequestSchema, answer: setUpOptionsSchema },
  { route: 'POST /api/account/factor', summary: 'Adds the second factor that was begun; answers `{}`.', body: addFactorSchema, answer: null },
  {
    route: 'POST /api/account/factor/remove',
    summary: 'Removes a passkey, or without an id the authenticator app; the last one stays. Answers `{}`.',
    body: removeFactorSchema,
    answer: null,
  },
  {
    route: 'POST /api/account/recovery-codes',
    summary: 'New recovery codes in place of the old ones.',
    body: recoveryCodesRequestSchema,
    answer: recoveryCodesSchema,
  },
  {
    route: 'POST /api/terminal/enrol',
    summary:
      'Makes the browser the terminal that a one-time code is for, and the only one of that name; sets the terminal’s cookie. Each connection then proves the key.',
    body: enrolmentSchema,
    answer: subjectSchema,
  },
  { route: 'POST /api/sign-out', summary: 'Ends the role’s session; answers `{}`.', body: signOutSchema, answer: null },
];
