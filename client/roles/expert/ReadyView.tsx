import { BellRing } from 'lucide-react';
import { PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { OwnDay } from './OwnDay.tsx';
import { OwnPicture } from './OwnPicture.tsx';
import type { DeskProps } from './props.ts';
import { QueuePanel } from './QueuePanel.tsx';
import styles from './ReadyView.module.css';
import viewStyles from './View.module.css';

/** Between two calls: who waits, how one looks and sounds, and one's own day. */
export function ReadyView(props: DeskProps) {
  const { view } = props;
  const { t } = useTexts('expert');
  const isReady = view.chosen.status === 'available';
  return (
    <main className={viewStyles['view']}>
      <PartBoundary>
        <QueuePanel
          {...props}
          foot={
            <State kind={isReady ? 'good' : 'off'} look="plain" {...(isReady ? { icon: <BellRing aria-hidden /> } : {})}>
              {t(isReady ? 'call.ready' : 'call.none')}
            </State>
          }
        />
      </PartBoundary>
      <div className={styles['side']}>
        <PartBoundary>
          <OwnPicture {...props} />
        </PartBoundary>
        <PartBoundary>
          <OwnDay {...props} />
        </PartBoundary>
      </div>
    </main>
  );
}
