import { useEffect, useMemo, useState } from 'react';
import type { OwnSession } from '#shared/identity/contract.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { useNotedRequest } from './useNotedRequest.tsx';
import { type ActOf, noteRefusal, requestsOf } from './useRequest.ts';

/** Of a desk: whoever sits there has signed in as a person. */
export type StaffClient = { readonly [R in 'expert' | 'adviser' | 'supervisor' | 'administrator']: RoleClient<R> }[
  'expert' | 'adviser' | 'supervisor' | 'administrator'];

type Asks = ActOf<'session:list' | 'session:end'>;

/** Where one is signed in, and what signs oneself out at another place; null before it is known. */
export function useOwnSessions(staffClient: StaffClient) {
  const [sessions, setSessions] = useState<readonly OwnSession[] | null>(null);
  // Each desk may ask these two; TypeScript finds no request that four kinds of client share.
  const roleClient = staffClient as RoleClient<'expert'>;
  const noted = useNotedRequest(roleClient);
  const act = noted.act as Asks;
  const read = useMemo(() => requestsOf(roleClient, noteRefusal) as Asks, [roleClient]);
  useEffect(() => {
    let isShown = true;
    void read('session:list', {}).then((found) => isShown && found !== null && setSessions(found.sessions));
    return () => {
      isShown = false;
    };
  }, [read]);
  const end = async (sessionId: string): Promise<void> => {
    if ((await act('session:end', { sessionId })) !== null) setSessions((before) => before?.filter((one) => one.sessionId !== sessionId) ?? null);
  };
  return { sessions, notice: noted.notice, end };
}
