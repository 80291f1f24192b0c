import { type ReactNode, useMemo, useState } from 'react';
import type { Role } from '#shared/contract/define.ts';
import type { RequestNameOf } from '#shared/contract/index.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { errorText } from './errorText.ts';
import { type ActOf, type OnRefused, requestsOf } from './useRequest.ts';

type NotedRequest<R extends Role> = {
  /** What the person presses: what was said about the last press goes. */
  readonly act: ActOf<RequestNameOf<R>>;
  /** What the form needs to know besides: what was said stays. */
  readonly read: ActOf<RequestNameOf<R>>;
  /** What was refused, in words; null while nothing was. */
  readonly notice: ReactNode;
  /** Says it, or says nothing any more. */
  readonly setError: OnRefused;
};

/** As `useRequest`, for a form or a screen that says in its own place what was refused. */
export function useNotedRequest<R extends Role>(roleClient: RoleClient<R>): NotedRequest<R> {
  const { t } = useTexts('errors');
  const [error, setError] = useState<unknown>(null);
  const { act, read } = useMemo(() => {
    const request = requestsOf(roleClient, setError);
    const press: typeof request = (name, input, onRefused) => {
      setError(null);
      return request(name, input, onRefused);
    };
    return { act: press, read: request };
  }, [roleClient]);
  return { act, read, notice: error === null ? null : <Notice kind="warning">{errorText(t, error)}</Notice>, setError };
}
