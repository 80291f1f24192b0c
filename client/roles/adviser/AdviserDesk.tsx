import { CallBoundary, PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import styles from './AdviserDesk.module.css';
import { AgencyStates } from './AgencyStates.tsx';
import { CalledBack } from './CalledBack.tsx';
import { DeskHead } from './DeskHead.tsx';
import { JoinedCall } from './JoinedCall.tsx';
import { JoinedConnection } from './JoinedConnection.tsx';
import { NumberOverrides } from './NumberOverrides.tsx';
import { OfferGaps } from './OfferGaps.tsx';
import type { DeskProps } from './props.ts';
import { Terminals } from './Terminals.tsx';
import { VisitingBookings } from './VisitingBookings.tsx';

const sideParts = { OfferGaps, AgencyStates, CalledBack, VisitingBookings, NumberOverrides };

/** Everything that the adviser sees: who needs them first, the call that they are in, the terminals, and beside them what else goes on. */
export function AdviserDesk(props: DeskProps) {
  const { joined } = props.view;
  return (
    <div className={styles['desk']}>
      <DeskHead {...props} />
      <main className={styles['main']}>
        <div className={styles['point']}>
          <CallBoundary resetKey={joined === null || joined.microphone === 'connectionOnly' ? null : joined.callId}>
            {joined !== null &&
              (joined.microphone === 'connectionOnly' ? <JoinedConnection {...props} joined={joined} /> : <JoinedCall {...props} joined={joined} />)}
          </CallBoundary>
          <Terminals {...props} />
        </div>
        <div className={styles['side']}>
          {Object.entries(sideParts).map(([name, Part]) => (
            <PartBoundary key={name}>
              <Part {...props} />
            </PartBoundary>
          ))}
        </div>
      </main>
    </div>
  );
}
