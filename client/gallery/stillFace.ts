import { createStore } from 'zustand/vanilla';
import type { Role } from '#shared/contract/define.ts';
import type { ViewOf } from '#shared/contract/index.ts';
import type { Connection, ConnectionState } from '#client/app/api/connection.ts';
import { type CallMediaState, createCallMediaStore } from '#client/media/state.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { catalogue } from './catalogue.ts';
import { now } from './made.ts';

const never = (): Promise<never> => new Promise(() => {});

const stillConnection = (): Connection => ({
  store: createStore<ConnectionState>(() => ({ signalling: 'connected', refusedWith: null, lateAnswers: 0 })),
  request: never,
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
