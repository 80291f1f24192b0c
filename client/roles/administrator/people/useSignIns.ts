import { useCallback, useEffect, useState } from 'react';
import type { SignInState } from '#shared/people/contract.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import type { Person } from './person.ts';

/** How far each person has come with signing in, read anew with the catalogue. */
export function useSignIns({ act, view }: Pick<DeskProps, 'act' | 'view'>) {
  const [states, setStates] = useState<ReadonlyMap<string, SignInState>>(new Map());
  const reload = useCallback(
    () =>
      act('people:signIns', {}).then((reply) => {
        if (reply !== null) setStates(new Map(reply.states.map((state) => [state.staffId, state])));
      }),
    [act],
  );
  useEffect(() => void reload(), [reload, view.catalogueVersion]);
  return { reload, of: ({ records }: Person): readonly SignInState[] => records.flatMap(({ id }) => states.get(id) ?? []) };
}
