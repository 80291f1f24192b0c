import { useMemo } from 'react';
import type { Role } from '#shared/contract/define.ts';
import type { RequestInput, RequestName, RequestNameOf, RequestReply } from '#shared/contract/index.ts';
import { tellFault } from '#client/app/state/faults.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

/** Tells somebody what a request was refused with, or why it could not be made. */
export type OnRefused = (error: unknown) => void;

/** Sends one of a page's requests. Resolves with the answer. Resolves with null if the request failed, after the person has been told. */
export type ActOf<Names extends RequestName> = <N extends Names>(name: N, input: RequestInput<N>, onRefused?: OnRefused) => Promise<RequestReply<N> | null>;

/** For what nobody has pressed, such as a report: the page goes on without it, and the next one makes it good. */
export const noteRefusal: OnRefused = (error) => console.info('the server did not take it', error);

/** For callers that retry by themselves: the error is thrown to them. */
export const throwRefusal: OnRefused = (error) => {
  throw error;
};

/** As `useRequest`, where no hook can stand. */
export const requestsOf =
  <R extends Role>({ connection }: Pick<RoleClient<R>, 'connection'>, onRefused: OnRefused = tellFault): ActOf<RequestNameOf<R>> =>
  async (name, input, tell = onRefused) => {
    try {
      return await connection.request(name, input);
    } catch (error) {
      tell(error);
      return null;
    }
  };

/**
 * The one way in which a page asks the server for something. What comes instead of an answer is told by `onRefused`, on top of the page if nothing is
 * said, or by what a single request brings along: a press that fails is never silent.
 */
export function useRequest<R extends Role>(roleClient: RoleClient<R>, onRefused: OnRefused = tellFault): ActOf<RequestNameOf<R>> {
  return useMemo(() => requestsOf(roleClient, onRefused), [roleClient, onRefused]);
}
