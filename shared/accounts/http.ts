import { z } from 'zod';
import { roles } from '#shared/contract/define.ts';
import { subjectSchema } from '#shared/contract/http.ts';
import { instantSchema } from '#shared/instant.ts';
import { localisedSchema } from '#shared/language.ts';

/** Roles of people; a terminal has no account. */
export const staffRoles = ['expert', 'adviser', 'supervisor', 'administrator'] as const satisfies readonly (typeof roles)[number][];
export type StaffRole = (typeof staffRoles)[number];

export const passwordLength = { min: 12, max: 128 } as const;
/** Letters of any language, digits, and what stands between them; it is compared in lower case. */
export const userNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,62}[\p{L}\p{N}]$/u);
const passwordSchema = z.string().min(1).max(passwordLength.max);
const newPasswordSchema = z.string().min(passwordLength.min).max(passwordLength.max);
export const totpCodeSchema = z.string().regex(/^\s*\d{3}\s*\d{3}\s*$/);

/** What the browser's `navigator.credentials` gives back, as @simplewebauthn writes it; checked there. */
const credentialSchema = z.looseObject({ id: z.string().max(1_400), type: z.literal('public-key') });
/** Options for `navigator.credentials`, as @simplewebauthn writes them. */
const optionsSchema = z.looseObject({ challenge: z.string() });

/** A role that somebody can go on in, with the agency or point that it is at. */
export const roleChoiceSchema = z.strictObject({ role: z.enum(staffRoles), id: z.string(), displayName: z.string(), placeNames: localisedSchema.nullable() });
export type RoleChoice = z.output<typeof roleChoiceSchema>;

export const secondFactors = ['passkey', 'totp', 'recoveryCode'] as const;
export type SecondFactor = (typeof secondFactors)[number];

/** What comes next in signing in. */
export const signInStepSchema = z.discriminatedUnion('next', [
  z.strictObject({ next: z.literal('start') }),
  z.strictObject({ next: z.literal('signedIn'), subject: subjectSchema }),
  z.strictObject({ next: z.literal('secondFactor'), factors: z.array(z.enum(secondFactors)) }),
  z.strictObject({ next: z.literal('chooseRole'), roles: z.array(roleChoiceSchema) }),
  /** A first sign-in, by a code or as the first administrator: user name, password and second factor are chosen. */
  z.strictObject({ next: z.literal('setUp'), displayName: z.string(), userName: z.string().nullable(), canJoin: z.boolean() }),
  /** Who it is is known, and no role is given. */
  z.strictObject({ next: z.literal('noRole') }),
]);
export type SignInStep = z.output<typeof signInStepSchema>;

/** GET /api/sign-in: how one can sign in here, and how far this browser has come. */
export const signInStateSchema = z.strictObject({
  providers: z.array(z.strictObject({ id: z.string(), names: localisedSchema })),
  step: signInStepSchema,
});
export type SignInState = z.output<typeof signInStateSchema>;

/** POST /api/sign-in/password. */
export const passwordSignInSchema = z.strictObject({ userName: z.string().max(200), password: passwordSchema });
/** POST /api/sign-in/totp. */
export const totpSignInSchema = z.strictObject({ code: totpCodeSchema });
/** POST /api/sign-in/recovery-code. */
export const recoverySignInSchema = z.strictObject({ code: z.string().trim().min(8).max(40) });
/** POST /api/sign-in/passkey/options answers this; POST /api/sign-in/passkey takes the browser's answer to it. */
export const passkeyOptionsSchema = z.strictObject({ options: optionsSchema });
export const passkeyAnswerSchema = z.strictObject({ answer: credentialSchema });
/** POST /api/sign-in/role. */
export const roleSignInSchema = z.strictObject({ role: z.enum(staffRoles), id: z.string().max(64) });
/** POST /api/first-administrator. */
export const firstAdministratorSchema = z.strictObject({ token: z.string().min(20).max(128), displayName: z.string().trim().min(1).max(100) });

/** POST /api/sign-in/set-up/options: both ways of a second factor, one of which is then used. */
export const setUpOptionsSchema = z.strictObject({
  totp: z.strictObject({ secret: z.string(), uri: z.string() }),
  passkey: optionsSchema,
});
export type SetUpOptions = z.output<typeof setUpOptionsSchema>;
export const setUpOptionsRequestSchema = z.strictObject({ userName: userNameSchema, password: newPasswordSchema });
const factorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('totp'), code: totpCodeSchema }),
  z.strictObject({ kind: z.literal('passkey'), name: z.string().trim().min(1).max(60), answer: credentialSchema }),
]);
/** POST /api/sign-in/set-up: finishes the account. */
export const setUpSchema = z.strictObject({ userName: userNameSchema, password: newPasswordSchema, factor: factorSchema });
/** Its answer. The codes are shown this once. */
export const setUpDoneSchema = z.strictObject({ recoveryCodes: z.array(z.string()), step: signInStepSchema });
export type SetUpDone = z.output<typeof setUpDoneSchema>;

const own = { role: z.enum(staffRoles) };
const proven = { ...own, password: passwordSchema };
/** POST /api/account: one's own account; null where one is signed in without any, as in the demo. */
export const ownAccountRequestSchema = z.strictObject(own);
export const ownAccountSchema = z.strictObject({
  account: z
    .strictObject({
      /** Null for who signs in at a provider. */
      userName: z.string().nullable(),
      hasTotp: z.boolean(),
      passkeys: z.array(z.strictObject({ id: z.string(), name: z.string(), createdAt: instantSchema, lastUsedAt: instantSchema.nullable() })),
      recoveryCodesLeft: z.number().int(),
      roles: z.array(roleChoiceSchema),
    })
    .nullable(),
});
export type OwnAccount = z.output<typeof ownAccountSchema>;
/** POST /api/account/password. */
export const changePasswordSchema = z.strictObject({ ...proven, newPassword: newPasswordSchema });
/** POST /api/account/options: what a new passkey or a new authenticator app begins with. */
export const ownOptionsRequestSchema = z.strictObject(proven);
/** POST /api/account/factor: adds what was begun. */
export const addFactorSchema = z.strictObject({ ...own, factor: factorSchema });
/** POST /api/account/factor/remove: the last one stays. */
export const removeFactorSchema = z.strictObject({ ...proven, passkeyId: z.string().max(1_400).nullable() });
/** POST /api/account/recovery-codes: new ones in place of the old. */
export const recoveryCodesRequestSchema = z.strictObject(proven);
export const recoveryCodesSchema = z.strictObject({ recoveryCodes: z.array(z.string()) });

/** POST /api/sign-in/provider/sign-out: where the browser goes to end the session at the provider; null for who did not come from one. */
export const providerSignOutSchema = z.strictObject({ address: z.string().nullable() });
