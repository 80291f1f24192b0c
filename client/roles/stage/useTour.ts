import { type RefObject, useEffect, useRef, useState } from 'react';
import { type DemoStage, type StageRole, stageRoles } from '#shared/contract/http.ts';
import type { Language } from '#shared/language.ts';
import { acts, actsOnce } from './acts.ts';
import { factsOf, framesIn, hasLeft, viewsIn } from './facts.ts';
import { type StageFacts, type Tour, firstStep, looked, pressedBack, pressedNext, stepOf } from './tour.ts';

export type FrameElements = Partial<Record<StageRole, HTMLIFrameElement | null>>;

/** Long enough between two touches that one can follow them. */
const everyMs = 700;
/** Longer than any step takes; what takes longer the viewer is told of. */
const slowAfterMs = 30_000;

export type Guide = {
  readonly tour: Tour;
  /** All three pages are there. */
  readonly isReady: boolean;
  /** A page has left the stage. */
  readonly isOver: boolean;
  readonly isSlow: boolean;
  readonly next: () => void;
  readonly back: () => void;
};

type State = { readonly tour: Tour; readonly facts: StageFacts | null; readonly isOver: boolean; readonly actingSince: number | null };
const begun: State = { tour: firstStep, facts: null, isOver: false, actingSince: null };

const withTour = (state: State, tour: Tour): State => ({
  ...state,
  tour,
  actingSince: tour.isActing ? (state.tour.index === tour.index ? (state.actingSince ?? Date.now()) : Date.now()) : null,
});

/** Watches the three pages, and does for the viewer what the tour's step is about. */
export function useTour(elements: RefObject<FrameElements>, stage: DemoStage, language: Language): Guide {
  const [state, setState] = useState(begun);
  const [now, setNow] = useState(0);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);
  useEffect(() => {
    let isBusy = false;
    let done: string | null = null;
    const act = async (): Promise<void> => {
      const frames = framesIn(elements.current);
      const views = frames === null ? null : viewsIn(frames);
      const { tour } = latest.current;
      const { id } = stepOf(tour);
      if (!tour.isActing) done = null;
      if (frames === null || views === null || isBusy || !tour.isActing || done === id) return;
      if (actsOnce.includes(id)) done = id;
      isBusy = true;
      await Promise.resolve(acts[id]?.({ frames, views, stage, language })).finally(() => {
        isBusy = false;
      });
    };
    const look = (): void => {
      const frames = framesIn(elements.current);
      const views = frames === null ? null : viewsIn(frames);
      setNow(Date.now());
      setState((before) => {
        const isOver = before.isOver || stageRoles.some((role) => hasLeft(role, elements.current[role]));
        const facts = views === null ? before.facts : factsOf(views);
        const told = { ...before, facts, isOver };
        return facts === null ? told : withTour(told, looked(before.tour, facts));
      });
      void act();
    };
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [elements, stage, language]);
  usePlacesTaken(elements, state.facts !== null, language);
  const move = (by: (tour: Tour, facts: StageFacts) => Tour) => (): void =>
    setState((before) => (before.facts === null ? before : withTour(before, by(before.tour, before.facts))));
  return {
    tour: state.tour,
    isReady: state.facts !== null,
    isOver: state.isOver,
    isSlow: state.actingSince !== null && now - state.actingSince > slowAfterMs,
    next: move(pressedNext),
    back: move(pressedBack),
  };
}

/** The three speak the viewer's language, and the expert is on duty, but not free yet: else the customer would not wait at all. */
function usePlacesTaken(elements: RefObject<FrameElements>, isReady: boolean, language: Language): void {
  useEffect(() => {
    if (!isReady) return;
    const frames = framesIn(elements.current);
    if (frames !== null) for (const role of stageRoles) frames[role].speak(language);
  }, [elements, isReady, language]);
  useEffect(() => {
    if (!isReady) return;
    const expert = framesIn(elements.current)?.expert;
    void expert?.ask('status:choose', { status: 'break', breakCode: 'pause' });
  }, [elements, isReady]);
}
