import { type Ref, useRef } from 'react';
import { PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import type { TabId } from './CallTabs.tsx';
import { CallView } from './CallView.tsx';
import styles from './Desk.module.css';
import { DeskNotices } from './DeskNotices.tsx';
import { ExpertBar } from './ExpertBar.tsx';
import { OfferCard } from './OfferCard.tsx';
import type { DeskProps } from './props.ts';
import { ReadyView } from './ReadyView.tsx';
import { useCovered } from './useCovered.ts';
import { useTimeOver } from './useTimeOver.ts';
import { WrapUpView } from './WrapUpView.tsx';

type Props = DeskProps & {
  readonly ref?: Ref<HTMLDivElement>;
  readonly isOpening: boolean;
  readonly onAvailable: () => void;
  /** Whether the reasons for which an offer is declined are shown. */
  readonly isDeclining: boolean;
  readonly onDeclining: (isDeclining: boolean) => void;
  /** The tab that is open when a call begins. */
  readonly firstTab?: TabId;
};

/** The desk as it is seen: its head, and one of three views, with an offer over it. */
export function DeskParts({ ref, isOpening, onAvailable, isDeclining, onDeclining, firstTab, ...props }: Props) {
  const { view, roleClient } = props;
  const covered = useRef<HTMLDivElement>(null);
  const isPassedOver = useCovered(covered, view.offer !== null);
  const onComplete = useTimeOver(view.wrapUp?.callId ?? null);
  return (
    <div ref={ref} className={styles['whole']}>
      <div className={styles['page']}>
        <div className={styles['desk']}>
          <PartBoundary>
            <ExpertBar {...props} onAvailable={onAvailable} />
            <DeskNotices roleClient={roleClient} view={view} isOpening={isOpening} onAvailable={onAvailable} />
          </PartBoundary>
          <div ref={covered} className={styles['view']} inert={isPassedOver}>
            {view.call !== null ? (
              <CallView key={view.call.callId} {...props} call={view.call} firstTab={firstTab} />
            ) : view.wrapUp !== null ? (
              <WrapUpView key={view.wrapUp.callId} {...props} wrapUp={view.wrapUp} onComplete={onComplete} />
            ) : (
              <ReadyView {...props} />
            )}
          </div>
        </div>
      </div>
      <PartBoundary resetKey={view.offer?.callId ?? null}>
        <OfferCard {...props} isDeclining={isDeclining} onDeclining={onDeclining} />
      </PartBoundary>
    </div>
  );
}
