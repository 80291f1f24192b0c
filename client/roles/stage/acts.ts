import type { DemoStage } from '#shared/contract/http.ts';
import type { Language } from '#shared/language.ts';
import type { Frames, Views } from './facts.ts';
import type { StepId } from './tour.ts';

export type Acting = { readonly frames: Frames; readonly views: Views; readonly stage: DemoStage; readonly language: Language };

/** What the viewer leaves to the stage. Called again and again until the step has come about, so it looks first what is still to be done. */
type Act = (acting: Acting) => Promise<void> | void;

const byTestId = (testId: string): string => `[data-testid="${testId}"]`;

/** One touch a time, as the customer has it; in the viewer's language, which a terminal that nobody touches forgets. */
const choose: Act = ({ frames: { terminal }, stage: { agencyId, serviceId }, language }) => {
  terminal.speak(language);
  terminal.pressFirst(['join', `service-${serviceId}`, `agency-${agencyId}`, 'start', 'finish'].map(byTestId));
};

const becomeAvailable: Act = ({ frames: { expert } }) => expert.ask('status:choose', { status: 'available' });

const answer: Act = (acting) => {
  const { frames, views } = acting;
  const { offer, call, status } = views.expert;
  if (offer !== null) return frames.expert.ask('offer:accept', { callId: offer.callId, offerNumber: offer.offerNumber });
  // One who read on until it had rung out.
  return call === null && status.status !== 'available' ? becomeAvailable(acting) : undefined;
};

const freeze: Act = ({ frames: { terminal } }) => terminal.stopCamera();

const restartDevices: Act = ({ frames: { adviser }, views: { terminal } }) =>
  adviser.ask('remoteAction:run', { remoteActionId: crypto.randomUUID(), terminalId: terminal.terminal.id, remoteAction: { remoteAction: 'restartMedia' } });

const end: Act = ({
  frames: { expert },
  views: {
    expert: { call },
  },
}) => (call === null ? undefined : expert.ask('call:end', { callId: call.callId }));

/** The outcome first, and then the form is sent; what the form does not let be pressed is asked for. */
const complete: Act = ({ frames: { expert }, views }) => {
  const { wrapUp } = views.expert;
  const inForm = (selector: string): string => `${byTestId('wrapUp')} ${selector}`;
  if (wrapUp === null || expert.pressFirst([inForm('input[value=settled]:not(:checked)'), inForm('button[type=submit]:not(:disabled)')])) return undefined;
  return expert.ask('wrapUp:complete', { callId: wrapUp.callId, outcomeCode: 'settled', note: wrapUp.draft?.note ?? '' });
};

const rate: Act = ({
  frames: { terminal },
  views: {
    terminal: { rating },
  },
}) => (rating === null ? undefined : terminal.ask('call:rate', { callId: rating.callId, rating: 5 }));

export const acts: Partial<Record<StepId, Act>> = {
  choose,
  offer: becomeAvailable,
  answer,
  trouble: freeze,
  remedy: restartDevices,
  end,
  wrapUp: complete,
  rate,
};

/** Pressed once: again it would begin anew. */
export const actsOnce: readonly StepId[] = ['offer', 'remedy'];
