import { type StageRole, stageRoles } from '#shared/contract/http.ts';
import type { ViewOf } from '#shared/contract/index.ts';
import type { StageFrame } from './frame.ts';
import type { StageFacts } from './tour.ts';

export type Frames = Readonly<Record<StageRole, StageFrame>>;
export type Views = { readonly [R in StageRole]: ViewOf<R> };

/** The trouble that is made here: the terminal's camera stands still. */
export const trouble = 'cameraFrozen';

/** What the pages in the frames let the stage see; null while one of them is not there. `elements` by role. */
export function framesIn(elements: Readonly<Partial<Record<StageRole, HTMLIFrameElement | null>>>): Frames | null {
  const [terminal, expert, adviser] = stageRoles.map((role) => elements[role]?.contentDocument?.defaultView?.distansStage);
  return terminal === undefined || expert === undefined || adviser === undefined ? null : { terminal, expert, adviser };
}

/** Whether a page has left its place: its session has ended, or somebody has signed out. */
export const hasLeft = (role: StageRole, element: HTMLIFrameElement | null | undefined): boolean => {
  const path = element?.contentDocument?.location.pathname;
  return path !== undefined && path !== 'blank' && path !== `/${role}`;
};

/** What the three were told last; null until all of them were told something. */
export function viewsIn(frames: Frames): Views | null {
  const of = <R extends StageRole>(role: R): ViewOf<R> | null => {
    const roleClient = frames[role].roleClient();
    if (roleClient?.role !== role) return null;
    const { view, catalogue } = roleClient.store.getState();
    // The page has drawn nothing yet without its catalogue. A role client's view is its role's.
    return catalogue === null ? null : (view as ViewOf<R> | null);
  };
  const [terminal, expert, adviser] = [of('terminal'), of('expert'), of('adviser')];
  return terminal === null || expert === null || adviser === null ? null : { terminal, expert, adviser };
}

/** The trouble as the adviser is told of it. */
const alertOf = ({ adviser, terminal }: Views) =>
  adviser.terminals
    .find(({ terminalId }) => terminalId === terminal.terminal.id)
    ?.alerts.find(({ code, leg, endedAt }) => code === trouble && leg === 'terminal' && endedAt === null);

export const factsOf = (views: Views): StageFacts => ({
  callState: views.terminal.call?.state ?? null,
  status: views.expert.status.status,
  isRinging: views.expert.offer !== null,
  hasTrouble: alertOf(views) !== undefined,
  isWrappingUp: views.expert.wrapUp !== null,
  isRated: views.terminal.rating !== null && views.terminal.rating.rating !== null,
});
