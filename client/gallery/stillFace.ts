import { createStore } from 'zustand/vanilla';
import type { Role } from '#shared/contract/define.ts';
import type { ViewOf } from '#shared/contract/index.ts';
import type { Connection, ConnectionState } from '#client/app/api/connection.ts';
import { type CallMediaState, createCallMediaStore } from '#client/media/state.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { catalogue } from './catalogue.ts';
import { inMinutes, now } from './made.ts';

const never = (): Promise<never> => new Promise(() => {});

const halfHours = (fromMinutes: number, count: number): number[] => Array.from({ length: count }, (_, index) => inMinutes(fromMinutes + index * 30));
/** What screens ask for before they are whole; every press is left without an answer. */
const answers: Readonly<Record<string, unknown>> = {
  'privacy:limits': { noteHours: 24, visitHours: 24, statisticsHours: 17_520 },
  'callback:slots': { slots: [...halfHours(30, 5), ...halfHours(24 * 60, 14), ...halfHours(4 * 24 * 60, 9)] },
  'visiting:times': {
    days: [
      { date: '2026-12-10', from: '12:00', to: '15:00', times: halfHours(14 * 24 * 60 + 90, 5) },
      { date: '2026-12-17', from: '12:00', to: '15:00', times: [] },
    ],
  },
};
const answer = (name: string): Promise<never> => (name in answers ? (Promise.resolve(answers[name]) as Promise<never>) : never());

const stillConnection = (): Connection => ({
  store: createStore<ConnectionState>(() => ({ signalling: 'connected', refusedWith: null, lateAnswers: 0 })),
  request: answer,
  on: () => () => {},
  onConnect: () => {},
  checkAlive: () => Promise.resolve(),
  setInCall: () => {},
  signedOut: () => {},
  takeOver: () => {},
});

/** A role client whose server never answers and whose media opens no device: what is pressed here comes to nothing. */
export function stillFace<R extends Role>(role: R, view: ViewOf<R>, media: Partial<CallMediaState> = {}): RoleClient<R> {
  const mediaStore = createCallMediaStore();
  // Silent: rings and hold music are not what is looked at here.
  mediaStore.setState({ connection: 'connected', cameraState: 'ok', microphoneState: 'ok', volume: 0, microphoneLevel: 0.4, ...media });
  const known = { store: mediaStore, holdDevices: () => () => {}, stats: () => Promise.resolve([]), cameraChange: () => null };
  const doNothing = (): Promise<void> => Promise.resolve();
  // Its some thirty acts do nothing, whatever they are called.
  const stillMedia = new Proxy(known, { get: (target, name) => Reflect.get(target, name) ?? doNothing }) as unknown as RoleClient<R>['media'];
  const store = createStore(() => ({ view, catalogue, skewMs: now - Date.now() })) as RoleClient<R>['store'];
  return { role, connection: stillConnection(), media: stillMedia, store };
}
