import { AdviserDesk as Desk } from '#client/roles/adviser/AdviserDesk.tsx';
import { ConnectionView } from '#client/roles/adviser/ConnectionView.tsx';
import { SetUpForm } from '#client/roles/adviser/SetUpForm.tsx';
import type { Act } from '#client/roles/adviser/props.ts';
import type { AdviserView } from '#shared/contract/views/index.ts';
import { adviserViews, connectionHistory, connectionViews } from './adviserViews.ts';
import { catalogue } from './catalogue.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

// The only answer that a screen here waits for.
const act = ((name: string) => Promise.resolve(name === 'connection:history' ? connectionHistory : null)) as Act;
const propsOf = (view: AdviserView) => ({ roleClient: stillFace('adviser', view), view, catalogue, act });

/** The adviser's desk in its states, each rank of finding in the connection view, and a call being set up. */
export const AdviserDesk = () => (
  <>
    {Object.entries(adviserViews).map(([name, view]) => (
      <Stage key={name} title={`adviser / ${name}`} isPage>
        <Desk {...propsOf(view)} />
      </Stage>
    ))}
    {Object.entries(connectionViews).flatMap(([name, view]) =>
      view.terminals.map((terminal) => (
        <Stage key={name} title={`adviser / connection / ${name}`}>
          <ConnectionView {...propsOf(view)} terminal={terminal} />
        </Stage>
      )),
    )}
    {Object.values(adviserViews)
      .slice(0, 1)
      .flatMap((view) =>
        view.terminals.slice(0, 1).map((terminal) => (
          <Stage key="set up" title="adviser / set up a call">
            <SetUpForm {...propsOf(view)} terminal={terminal} onClose={() => {}} />
          </Stage>
        )),
      )}
  </>
);
