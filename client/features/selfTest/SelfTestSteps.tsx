import { CircleMinus } from 'lucide-react';
import type { SelfTestStep } from '#shared/connection/selfTest.ts';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './SelfTestSteps.module.css';

const looks = {
  passed: { kind: 'good' },
  poor: { kind: 'poor' },
  failed: { kind: 'bad' },
  skipped: { kind: 'off', icon: <CircleMinus aria-hidden /> },
} as const;

/** The steps of a self-test, each with its outcome in words. */
export function SelfTestSteps({ steps }: { readonly steps: readonly SelfTestStep[] }) {
  const { t } = useTexts('connection');
  return (
    <ol className={styles['steps']} data-testid="selfTestSteps">
      {steps.map(({ name, outcome }) => (
        <li key={name} data-step={name} data-outcome={outcome}>
          <span>{t(`selfTest.step.${name}`)}</span>
          <State {...looks[outcome]} look="plain">
            {t(`selfTest.outcome.${outcome}`)}
          </State>
        </li>
      ))}
    </ol>
  );
}
