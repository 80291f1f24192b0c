import { CallPanel } from '#client/expert/CallPanel.tsx';
import { DeskHeader } from '#client/expert/DeskHeader.tsx';
import { OfferBar } from '#client/expert/OfferBar.tsx';
import { QueuePanel } from '#client/expert/QueuePanel.tsx';
import { SidePanel } from '#client/expert/SidePanel.tsx';
import styles from '#client/expert/Expert.module.css';
import { catalogue } from './catalogue.ts';
import { expertViews } from './expertViews.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

const act = (): Promise<boolean> => Promise.resolve(true);

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
