import { backoff } from '#shared/connection/backoff.ts';
import { udpRecoveryPolicy } from '#shared/connection/fallbackPath.ts';
import { type RunningRecovery, type Step, unchanged } from './state.ts';

/** Probes UDP from time to time while media has to run over TCP or a relay. */
export function watchPath(state: RunningRecovery, isOnFallbackPath: boolean): Step {
  const { udp, clock } = state;
  const next = backoff(udp.backoff, isOnFallbackPath, clock, udpRecoveryPolicy);
  if (!next.isDue || udp.state === 'probing') return unchanged({ ...state, udp: { ...udp, backoff: next.state } });
  const task = state.lastTask + 1;
  return { state: { ...state, lastTask: task, udp: { state: 'probing', backoff: next.state, task } }, effects: [{ type: 'probeUdp', task }] };
}

/** Goes back to UDP when it gets through and media is still on the fallback path. */
export function takeUdpProbe(state: RunningRecovery, task: number, isConnected: boolean): Step {
  const { udp } = state;
  if (udp.state !== 'probing' || udp.task !== task) return unchanged(state);
  const waiting: RunningRecovery = { ...state, udp: { state: 'waiting', backoff: udp.backoff } };
  if (!isConnected || !udp.backoff.isCause) return unchanged(waiting);
  const opening = state.lastTask + 1;
  return { state: { ...waiting, lastTask: opening }, effects: [{ type: 'open', task: opening, path: 'any', cause: 'udpIsBack' }] };
}
