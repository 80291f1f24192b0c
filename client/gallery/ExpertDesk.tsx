import { DeskToaster } from '#client/app/shell/DeskToaster.tsx';
import type { TabId } from '#client/roles/expert/CallTabs.tsx';
import { DeskParts } from '#client/roles/expert/DeskParts.tsx';
import { catalogue } from './catalogue.ts';
import { expertViews } from './expertViews.ts';
import styles from './Gallery.module.css';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

const act = (): Promise<null> => Promise.resolve(null);
const nothing = (): void => {};

const busiest = 'in a call, with the adviser';
const badLine = 'in a call, the customer is lost and the line is bad';
/** Each view with its first tab, and the other tabs of a call. */
const stages: readonly (readonly [name: string, viewName: string, tab?: TabId])[] = [
  ...Object.keys(expertViews).map((name) => [name, name] as const),
  ['tab chat', busiest, 'chat'],
  ['tab notes', busiest, 'notes'],
  ['tab connection', badLine, 'connection'],
];

/** The expert's desk in its states. */
export const ExpertDesk = () => (
  <>
    {stages.map(([name, viewName, tab]) => {
      const view = expertViews[viewName];
      return (
        view !== undefined && (
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
                {...(tab === undefined ? {} : { firstTab: tab })}
              />
            </div>
          </Stage>
        )
      );
    })}
    <DeskToaster />
  </>
);
