import type { DemoStage } from '#shared/contract/http.ts';
import type { Language } from '#shared/language.ts';
import type { Frames, Views } from './facts.ts';
import type { StepId } from './tour.ts';

export type Acting = { readonly frames: Frames; readonly views: Views; readonly stage: DemoStage; readonly language: Language };

/** What the viewer leaves to the stage. Called again and again until the step has come about, so it looks first what is still to be done. */
type Act = (acting: Acting) => Promise<void> | void;

/** One touch a time, as the customer has it. */
const choose: Act = ({ frames: { terminal }, stage: { agencyId, serviceId } }) =>
  terminal.pressFirst(['join', `service-${serviceId}`, `agency-${agencyId}`, 'start', 'finish']);

const becomeAvailable: Act = ({ frames: { expert } }) => expert.ask('status:choose', { status: 'available' });

const answer: Act = (acting) => {
  const { frames, views } = acting;
  const { offer, call, status } = views.expert;
  if (offer !== null) return frames.expert.ask('offer:accept', { callId: offer.callId, offerNumber: offer.offerNumber });
  // One who read on until it had rung out.
  return call === null && status.status !== 'available' ? becomeAvailable(acting) : undefined;
};

const freeze: Act = ({ frames: { terminal } }) => terminal.stopCamera();

const repair: Act = ({ frames: { adviser }, views: { terminal } }) =>
  adviser.ask('remoteAction:run', { remoteActionId: crypto.randomUUID(), terminalId: terminal.terminal.id, remoteAction: { remoteAction: 'restartMedia' } });

const end: Act = ({
  frames: { expert },
  views: {
    expert: { call },
  },
}) => (call === null ? undefined : expert.ask('call:end', { callId: call.callId }));

const complete: Act = ({
  frames: { expert },
  views: {
    expert: { wrapUp },
  },
}) => (wrapUp === null ? undefined : expert.ask('wrapUp:complete', { callId: wrapUp.callId, outcomeCode: 'settled', note: wrapUp.draft?.note ?? '' }));

const rate: Act = ({
  frames: { terminal },
  views: {
    terminal: { rating },
  },
}) => (rating === null ? undefined : terminal.ask('call:rate', { callId: rating.callId, rating: 5 }));

export const acts: Partial<Record<StepId, Act>> = { choose, offer: becomeAvailable, answer, trouble: freeze, remedy: repair, end, wrapUp: complete, rate };

/** Pressed once: again it would begin anew. */
export const actsOnce: readonly StepId[] = ['offer', 'remedy'];
