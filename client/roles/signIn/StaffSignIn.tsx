import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { SignInState, SignInStep } from '#shared/accounts/http.ts';
import type { Subject } from '#shared/contract/http.ts';
import { signInSteps } from '#client/app/api/accounts.ts';
import { useAttempt } from '#client/features/account/useAttempt.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { ChooseRole } from './ChooseRole.tsx';
import { FirstAdministrator } from './FirstAdministrator.tsx';
import type { StepProps } from './props.ts';
import { SecondFactorBox } from './SecondFactorBox.tsx';
import { SetUpBox } from './SetUpBox.tsx';
import { StartBox } from './StartBox.tsx';
import styles from './SignIn.module.css';

type Props = { readonly isFirst: boolean; readonly onSignedIn: (subject: Subject) => void };

/** Signing in outside the demo: the server knows how far the browser has come, also after a reload. */
export function StaffSignIn({ isFirst, onSignedIn }: Props) {
  const { attempt, error } = useAttempt();
  const [state, setState] = useState<SignInState | null>(null);
  const [step, setStep] = useState<SignInStep>({ next: 'start' });
  const load = async (): Promise<void> => {
    const found = await signInSteps.state();
    setState(found);
    setStep(found.step);
  };
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the page opens
  useEffect(() => attempt(load), []);
  const go = async (asked: Promise<SignInStep>): Promise<void> => {
    const next = await asked;
    if (next.next === 'signedIn') onSignedIn(next.subject);
    else setStep(next);
  };
  const leave = (): void => attempt(() => signInSteps.leave().then(() => setStep({ next: 'start' })));
  return (
    <div className={styles['box']}>
      {error !== null && <Notice kind="warning">{error}</Notice>}
      <ProviderTrouble isNoRole={step.next === 'noRole'} />
      {state !== null && <StepShown step={step} isFirst={isFirst} providers={state.providers} onStep={go} />}
      {step.next !== 'start' && step.next !== 'noRole' && (
        <div>
          <LeaveButton onPress={leave} />
        </div>
      )}
    </div>
  );
}

function LeaveButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTexts('signIn');
  return (
    <Button kind="quiet" onPress={onPress}>
      {t('back')}
    </Button>
  );
}

const troubles = ['refused', 'noRole', 'away'] as const;

/** What the address says of a provider that has just sent the person back. */
function ProviderTrouble({ isNoRole }: { readonly isNoRole: boolean }) {
  const { t } = useTexts('signIn');
  const [search] = useSearchParams();
  const trouble = isNoRole ? 'noRole' : troubles.find((one) => one === search.get('provider'));
  return trouble === undefined ? null : <Notice kind="warning">{t(`provider.${trouble}`)}</Notice>;
}

type ShownProps = StepProps & { readonly step: SignInStep; readonly isFirst: boolean; readonly providers: SignInState['providers'] };

/** The box of a step. */
export function StepShown({ step, isFirst, providers, onStep }: ShownProps) {
  switch (step.next) {
    case 'secondFactor':
      return <SecondFactorBox factors={step.factors} onStep={onStep} />;
    case 'chooseRole':
      return <ChooseRole roles={step.roles} onStep={onStep} />;
    case 'setUp':
      return <SetUpBox {...step} onStep={onStep} />;
    case 'start':
    case 'noRole':
    case 'signedIn':
      return isFirst ? <FirstAdministrator onStep={onStep} /> : <StartBox providers={providers} onStep={onStep} />;
  }
}
