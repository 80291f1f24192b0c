import { CircleAlert, CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { SelfTestStep } from '#shared/connection/selfTest.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './SelfTestSteps.module.css';

const icons = { passed: CircleCheck, poor: CircleAlert, failed: CircleX, skipped: CircleMinus };

/** The steps of a self-test, each with its outcome in words. */
export function SelfTestSteps({ steps }: { readonly steps: readonly SelfTestStep[] }) {
  const { t } = useTexts('connection');
  return (
    <ol className={styles['steps']} data-testid="selfTestSteps">
      {steps.map(({ name, outcome }) => {
        const Icon = icons[outcome];
        return (
          <li key={name} data-step={name} data-outcome={outcome}>
            <Icon aria-hidden />
            <span>
              {t(`selfTest.step.${name}`)}: {t(`selfTest.outcome.${outcome}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
