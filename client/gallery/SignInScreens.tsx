import type { OwnAccount as OwnAccountReply, SignInStep } from '#shared/accounts/http.ts';
import { instantSchema } from '#shared/instant.ts';
import { AccountShown } from '#client/features/account/OwnAccount.tsx';
import { FactorChoice } from '#client/features/account/FactorChoice.tsx';
import { RecoveryCodes } from '#client/features/account/RecoveryCodes.tsx';
import { Hero } from '#client/roles/signIn/Hero.tsx';
import { StepShown } from '#client/roles/signIn/StaffSignIn.tsx';
import styles from '#client/roles/signIn/SignIn.module.css';
import { minutesAgo } from './made.ts';
import { Stage } from './Stage.tsx';

const nothing = async (): Promise<void> => {};
const providers = [{ id: 'virtu', names: { sv: 'Fortsätt med Virtu', fi: 'Jatka Virtulla', en: 'Go on with Virtu' } }];
const steps: Readonly<Record<string, SignInStep>> = {
  start: { next: 'start' },
  secondFactor: { next: 'secondFactor', factors: ['passkey', 'totp', 'recoveryCode'] },
  chooseRole: {
    next: 'chooseRole',
    roles: [
      { role: 'expert', id: 'expert-fpa-1', displayName: 'Aino Virtanen', placeNames: { sv: 'FPA', fi: 'Kela', en: 'Kela' } },
      { role: 'administrator', id: 'administrator-1', displayName: 'Aino Virtanen', placeNames: null },
    ],
  },
  setUp: { next: 'setUp', displayName: 'Aino Virtanen', userName: null, canJoin: true },
  setUpAgain: { next: 'setUp', displayName: 'Aino Virtanen', userName: 'aino.virtanen', canJoin: false },
};
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const options = { totp: { secret, uri: `otpauth://totp/Distans:aino.virtanen?issuer=Distans&secret=${secret}` }, passkey: { challenge: '' } };
const codes = [
  '7K2MQ-9XW4D',
  'B3N8T-5RZ1V',
  'H6PCY-0J2GF',
  'W9D4S-K7M3X',
  '1TQ5B-N8R6Z',
  'V2YHC-4P0JG',
  'F7XW3-D9S1K',
  'M6ZB8-T2N5Q',
  'R4GVY-J0CH3',
  'P8KD7-X1W6M',
];
const at = (minutes: number) => instantSchema.parse(minutesAgo(minutes));
const account: NonNullable<OwnAccountReply['account']> = {
  userName: 'aino.virtanen',
  hasTotp: true,
  passkeys: [{ id: '1', name: 'Arbetsdatorn', createdAt: at(90_000), lastUsedAt: at(60) }],
  recoveryCodesLeft: 8,
  roles: [{ role: 'expert', id: 'expert-fpa-1', displayName: 'Aino Virtanen', placeNames: null }],
};

/** Signing in, step after step, and one's own account. */
export const SignInScreens = () => (
  <>
    {Object.entries(steps).map(([name, step]) => (
      <Stage key={name} title={name} isPage>
        <div className={styles['page']}>
          <Hero />
          <main className={styles['main']}>
            <div className={styles['box']}>
              <StepShown step={step} isFirst={false} providers={providers} onStep={nothing} />
            </div>
          </main>
        </div>
      </Stage>
    ))}
    <Stage title="firstAdministrator">
      <StepShown step={{ next: 'start' }} isFirst providers={[]} onStep={nothing} />
    </Stage>
    <Stage title="FactorChoice">
      <FactorChoice options={options} onFactor={nothing} />
    </Stage>
    <Stage title="RecoveryCodes">
      <RecoveryCodes codes={codes} onSaved={() => {}} />
    </Stage>
    <Stage title="OwnAccount">
      <AccountShown account={account} desk="expert" onChanged={nothing} />
    </Stage>
    <Stage title="OwnAccount / provider">
      <AccountShown account={{ ...account, userName: null }} desk="expert" onChanged={nothing} />
    </Stage>
  </>
);
