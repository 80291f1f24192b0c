import type { Logger } from 'pino';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { HealingStep } from '#shared/connection/pathPolicy.ts';
import type { CallRole } from '#shared/contract/define.ts';
import type { MediaPort } from '#server/media/port.ts';
import type { Leg, LegLocation } from './leg.ts';
import type { FindingsChange, ToldFindings } from './toldFindings.ts';

/** `at` by the monitor's own clock. */
export type StepTaken = LegLocation & { readonly leg: CallRole; readonly at: number; readonly step: HealingStep };

export type MonitorOptions = {
  readonly media: MediaPort;
  readonly isBrowserAnswering: (participant: ParticipantKey) => Promise<boolean>;
  /** Milliseconds that only go forward: nobody who sets the clock makes findings. */
  readonly now: () => number;
  /** Called whenever the findings at a leg change. */
  readonly onFindings: (change: FindingsChange) => void;
  /** Told of what a page has begun to try by itself. */
  readonly onStep: (step: StepTaken) => void;
  readonly logger: Logger;
};

/** What the monitor knows. */
export type MonitorContext = MonitorOptions & {
  readonly legs: Map<ParticipantKey, Leg>;
  /** Forgotten since the last seconds were kept. */
  readonly gone: Map<Leg, CallRole>;
  readonly told: ToldFindings;
  /** Recovery steps of the pages that are recovering now. A session that is opened again during a step does not count as a second step. */
  readonly healing: Map<ParticipantKey, { readonly step: HealingStep; readonly place: LegLocation | null }>;
};
