import { CallPanel } from '#client/roles/expert/CallPanel.tsx';
import { DeskHeader } from '#client/roles/expert/DeskHeader.tsx';
import { OfferBar } from '#client/roles/expert/OfferBar.tsx';
import { QueuePanel } from '#client/roles/expert/QueuePanel.tsx';
import { SidePanel } from '#client/roles/expert/SidePanel.tsx';
import styles from '#client/roles/expert/Expert.module.css';
import { catalogue } from './catalogue.ts';
import { expertViews } from './expertViews.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

const act = (): Promise<null> => Promise.resolve(null);

/** The expert's desk in its states. */
export const ExpertDesk = () =>
  Object.entries(expertViews).map(([name, view]) => {
    const props = { roleClient: stillFace('expert', view), view, catalogue, act };
    return (
      <Stage key={name} title={`expert / ${name}`}>
        <div className={styles['desk']}>
          <DeskHeader {...props} isOpening={false} onAvailable={() => {}} />
          <OfferBar {...props} />
          <main className={styles['columns']}>
            <QueuePanel {...props} />
            <CallPanel {...props} />
            <SidePanel {...props} />
          </main>
        </div>
      </Stage>
    );
  });
