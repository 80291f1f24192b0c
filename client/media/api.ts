import type { EventName, EventPayload, RequestInput, RequestName, RequestReply } from '#shared/contract/index.ts';

/** What this layer needs of signalling: typed requests that reject with a coded error, and events. */
export type Api = {
  readonly request: <N extends RequestName>(name: N, input: RequestInput<N>) => Promise<RequestReply<N>>;
  /** Connects anew if nothing is heard within that time. */
  readonly checkAlive: (withinMs: number) => Promise<void>;
  readonly on: <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => () => void;
};
