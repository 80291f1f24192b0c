import { type BackoffPolicy, type BackoffState, startBackoff } from '#shared/connection/backoff.ts';
import { udpRecoveryPolicy } from '#shared/connection/fallbackPath.ts';
import type { HealingStep } from '#shared/connection/pathPolicy.ts';
import { type Arrivals, noArrivals } from './arrivals.ts';
import type { RecoveryEffect, RecoveryFacts, ReopenCause, StunAnswers } from './facts.ts';

/** How often a session is opened again for one-way audio. The finding needs some seconds to clear, so that no cure is tried on top of another. */
export const oneWayAudioPolicy: BackoffPolicy = { firstPauseMs: 4_000, longestPauseMs: 120_000, growth: 2 };

/** What is known of the present session. `isDead`: its paths do not answer although signalling does. */
export type KnownSession = { readonly id: string; readonly restartedAt: number | null; readonly isDead: boolean };

/** Media that should arrive. `resumed`: it arrives again after a long gap, and video may still wait for reference packets. */
export type Flow =
  { readonly state: 'flowing' } | { readonly state: 'stalled'; readonly since: number } | { readonly state: 'resumed'; readonly since: number };

/** Restarts ICE once when media stalls and finds out whether any answer comes. */
export type RestartProbe =
  | { readonly state: 'idle' }
  | { readonly state: 'measuring'; readonly sessionId: string; readonly task: number }
  | { readonly state: 'restarting'; readonly sessionId: string; readonly task: number; readonly before: StunAnswers }
  | { readonly state: 'listening'; readonly sessionId: string; readonly until: number; readonly before: StunAnswers }
  | { readonly state: 'judging'; readonly sessionId: string; readonly task: number; readonly before: StunAnswers };

/** One attempt to bring media back, step by step. */
export type Attempt =
  | { readonly state: 'idle' }
  /** A path that is only disconnected often comes back by itself. */
  | { readonly state: 'patient'; readonly until: number }
  | { readonly state: 'awaitingProbe' }
  | { readonly state: 'restarting'; readonly task: number }
  | { readonly state: 'opening'; readonly task: number; readonly step: HealingStep; readonly cause: ReopenCause }
  /** A step has been taken and gets its time. */
  | { readonly state: 'trying'; readonly step: HealingStep; readonly cause: ReopenCause; readonly until: number; readonly wasMediaLost: boolean };

/** The return to UDP from a fallback path. */
export type UdpRecovery =
  { readonly state: 'waiting'; readonly backoff: BackoffState } | { readonly state: 'probing'; readonly backoff: BackoffState; readonly task: number };

export type StoppedRecovery = { readonly state: 'stopped'; readonly lastTask: number };
export type RunningRecovery = {
  readonly state: 'running';
  /** Milliseconds on a clock that never goes backward; all other times are read from it. */
  readonly clock: number;
  /** The caller's time at the last call. */
  readonly calledAt: number;
  readonly lastTask: number;
  readonly session: KnownSession | null;
  readonly arrivals: Arrivals;
  readonly flow: Flow;
  readonly probe: RestartProbe;
  readonly attempt: Attempt;
  readonly oneWayAudio: BackoffState;
  readonly udp: UdpRecovery;
};
export type RecoveryState = StoppedRecovery | RunningRecovery;

export const stoppedRecovery: StoppedRecovery = { state: 'stopped', lastTask: 0 };

/** Task numbers go on, so that an answer to an earlier run is not taken for one to this run. */
export const startRecovery = ({ lastTask }: StoppedRecovery, now: number): RunningRecovery => ({
  state: 'running',
  clock: 0,
  calledAt: now,
  lastTask,
  session: null,
  arrivals: noArrivals,
  flow: { state: 'flowing' },
  probe: { state: 'idle' },
  attempt: { state: 'idle' },
  oneWayAudio: startBackoff(oneWayAudioPolicy),
  udp: { state: 'waiting', backoff: startBackoff(udpRecoveryPolicy) },
});

export type Step = { readonly state: RunningRecovery; readonly effects: readonly RecoveryEffect[] };
export type Rule = (state: RunningRecovery, facts: RecoveryFacts) => Step;

export const unchanged = (state: RunningRecovery): Step => ({ state, effects: [] });

/** One rule after the other, each on what the one before it left. */
export const inTurn =
  (...rules: readonly Rule[]): Rule =>
  (state, facts) =>
    rules.reduce<Step>((before, rule) => {
      const after = rule(before.state, facts);
      return { state: after.state, effects: [...before.effects, ...after.effects] };
    }, unchanged(state));
