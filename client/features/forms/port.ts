import type { EventPayload, RequestName, RequestReply } from '#shared/contract/index.ts';
import { RequestError } from '#client/app/api/requestError.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

export type FormRequestName = Extract<RequestName, `form:${string}`>;
type FormEventName = 'form:changed' | 'form:focused';

/** What a form stands on: the socket, without its name. */
export type FormPort = {
  ask<N extends FormRequestName>(name: N, input: object): Promise<RequestReply<N>>;
  on<N extends FormEventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Calls back at once if there is a connection, and whenever it comes back. */
  onConnect(listener: () => void): () => void;
  isConnected(): boolean;
  /** Whether it may go through later as it is. */
  mayRetry(error: unknown): boolean;
};

/** The same for one form: every question carries its ids. */
export type FormLine = FormPort;

export type FormRoleClient = RoleClient<'terminal'> | RoleClient<'expert'>;

const transient: readonly string[] = ['offline', 'unavailable', 'tooMany'];

export function portOf(roleClient: FormRoleClient): FormPort {
  // TypeScript does not see that each of the two pages may ask for these and is told of these.
  const connection = roleClient.connection as unknown as { readonly request: FormPort['ask']; readonly on: FormPort['on'] };
  const { store } = roleClient.connection;
  return {
    // oxlint-disable-next-line no-restricted-properties -- formClient.ts tells of every refusal, and repeats what was cut off
    ask: (name, input) => connection.request(name, input),
    on: (name, listener) => connection.on(name, listener),
    onConnect(listener) {
      if (store.getState().signalling === 'connected') listener();
      return store.subscribe(({ signalling }, before) => {
        if (signalling === 'connected' && before.signalling !== 'connected') listener();
      });
    },
    isConnected: () => store.getState().signalling === 'connected',
    mayRetry: (error) => error instanceof RequestError && transient.includes(error.code),
  };
}
