import { DeskToaster } from '#client/app/shell/DeskToaster.tsx';
import { DeskParts } from '#client/roles/expert/DeskParts.tsx';
import { catalogue } from './catalogue.ts';
import { expertViews } from './expertViews.ts';
import styles from './Gallery.module.css';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

const act = (): Promise<null> => Promise.resolve(null);
const nothing = (): void => {};

/** The expert's desk in its states. */
export const ExpertDesk = () => (
  <>
    {Object.entries(expertViews).map(([name, view]) => (
      <Stage key={name} title={`expert / ${name}`} isPage>
        <div className={styles['own']}>
          <DeskParts
            roleClient={stillFace('expert', view)}
            view={view}
            catalogue={catalogue}
            act={act}
            isOpening={false}
            onAvailable={nothing}
            isDeclining={false}
            onDeclining={nothing}
          />
        </div>
      </Stage>
    ))}
    <DeskToaster />
  </>
);
