import { ArrowRight, CircleCheck, PartyPopper } from 'lucide-react';
import { Link } from 'wouter';
import type { OnboardingStep } from '#shared/onboarding/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Panel } from '#client/ui/Card.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import styles from './Onboarding.module.css';
import { nextStep, sectionsOf, stepsOf } from './steps.ts';

/** What an empty installation needs until its first call: what is done, what comes next, and where it is made. */
export function StartSection({ done }: { readonly done: readonly OnboardingStep[] }) {
  const { t } = useTexts('onboarding');
  const { t: tAdministrator } = useTexts('administrator');
  const addresses = { terminal: `${window.location.host}/terminal`, staff: window.location.host };
  return (
    <Panel title={t('title')} data-testid="onboarding">
      {nextStep(done) === null ? (
        <Notice kind="good" icon={<PartyPopper aria-hidden />} title={t('allDone')}>
          <p>{t('allDoneText')}</p>
        </Notice>
      ) : (
        <p>{t('lead')}</p>
      )}
      <ol className={styles['steps']}>
        {stepsOf(done).map(({ id, state }, index) => (
          <li key={id} data-step={state} data-testid={`step-${id}`} aria-current={state === 'next' ? 'step' : undefined}>
            <span className={styles['number']} aria-hidden>
              {state === 'done' ? <CircleCheck /> : index + 1}
            </span>
            <div>
              <h3>
                {t(`step.${id}.title`)}
                <span className={styles['state']}>{t(`state.${state}`)}</span>
              </h3>
              <p>{t(`step.${id}.text`, addresses)}</p>
            </div>
            {sectionsOf[id][0] !== 'start' && (
              <Link href={`/administrator/${sectionsOf[id][0]}`} className={styles['link'] ?? ''} data-testid={`to-${id}`}>
                {tAdministrator(`sections.${sectionsOf[id][0]}`)}
                <span className="visually-hidden">: {t(`step.${id}.title`)}</span>
                <ArrowRight className="turning" aria-hidden />
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
