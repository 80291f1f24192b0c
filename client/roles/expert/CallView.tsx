import { useState } from 'react';
import { CallBoundary, PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { ExpertForm } from '#client/features/forms/lazyForms.ts';
import { useSecondStep } from '#client/ui/useSecondStep.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { CallControls } from './CallControls.tsx';
import { CallTabs, type TabId } from './CallTabs.tsx';
import styles from './CallView.module.css';
import { ConsultationBar } from './ConsultationBar.tsx';
import { ExpertStage } from './ExpertStage.tsx';
import type { CallProps } from './props.ts';
import { QueuePanel } from './QueuePanel.tsx';
import { QueueStrip } from './QueueStrip.tsx';

/** The call: the queue folded to a strip, the stage with its controls, and what the call is about in tabs. */
export function CallView({ firstTab, ...props }: CallProps & { readonly firstTab?: TabId | undefined }) {
  const { t } = useTexts('expert');
  const { call } = props;
  const [isQueueOpen, setQueueOpen] = useState(false);
  // The customer's face first.
  const isSecondStep = useSecondStep();
  return (
    <main className={styles['work']} data-queue={isQueueOpen ? 'open' : 'folded'}>
      <PartBoundary>
        {isQueueOpen ? <QueuePanel {...props} onFold={() => setQueueOpen(false)} /> : <QueueStrip {...props} onUnfold={() => setQueueOpen(true)} />}
      </PartBoundary>
      <CallBoundary resetKey={call.callId}>
        <section className={styles['centre']} data-testid="call" data-state={call.state} aria-label={t('call.title')}>
          <div className={styles['stage']} data-form={call.form === null ? undefined : 'open'}>
            {call.form !== null && (
              <PartBoundary resetKey={call.form.documentId}>
                <ExpertForm key={call.form.documentId} roleClient={props.roleClient} callId={call.callId} form={call.form} />
              </PartBoundary>
            )}
            <ExpertStage {...props} />
          </div>
          {call.consultation !== null && <ConsultationBar {...props} callId={call.callId} consultation={call.consultation} />}
          <CallControls {...props} />
        </section>
      </CallBoundary>
      <PartBoundary resetKey={call.callId}>{isSecondStep ? <CallTabs {...props} firstTab={firstTab} /> : <div />}</PartBoundary>
    </main>
  );
}
