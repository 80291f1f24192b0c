import { ArrowRight, Flag } from 'lucide-react';
import { Link } from 'wouter';
import type { OnboardingStep } from '#shared/onboarding/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Notice } from '#client/ui/Notice.tsx';
import type { SectionId } from '#client/roles/administrator/sectionIds.ts';
import styles from './Onboarding.module.css';
import { sectionsOf } from './steps.ts';

type Props = { readonly step: OnboardingStep | null; readonly shown: SectionId };

/** Above a section, as long as the installation is being set up: what comes next, and the way there; or that all is done. */
export function NextStep({ step, shown }: Props) {
  const { t } = useTexts('onboarding');
  return (
    <div className={styles['next']} data-testid="nextStep">
      {step === null ? <Notice kind="good" title={t('allDone')} action={<To section="start" />} /> : <Next step={step} shown={shown} />}
    </div>
  );
}

/** How it is made where it can be made here; the way to where it is made else, or best. */
function Next({ step, shown }: Props & { readonly step: OnboardingStep }) {
  const { t } = useTexts('onboarding');
  const [best] = sectionsOf[step];
  return (
    <Notice icon={<Flag aria-hidden />} title={t('next', { step: t(`step.${step}.title`) })} action={best !== shown && <To section={best} />}>
      {sectionsOf[step].includes(shown) && <p>{t(`step.${step}.how`)}</p>}
    </Notice>
  );
}

function To({ section }: { readonly section: SectionId }) {
  const { t } = useTexts('onboarding');
  return (
    <Link href={`/administrator/${section}`} className={styles['link'] ?? ''} data-testid="goToNext">
      {t('goOn')}
      <ArrowRight className="turning" aria-hidden />
    </Link>
  );
}
