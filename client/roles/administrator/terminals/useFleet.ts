import { useCallback, useEffect, useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';

const readEveryMs = 5_000;

/** The terminals as they are now, and the points that have none, read again every few seconds, and at once after something was changed. */
export function useFleet({ roleClient, view }: Pick<DeskProps, 'roleClient' | 'view'>) {
  const [fleet, setFleet] = useState<RequestReply<'terminals:list'> | null>(null);
  const request = useRequest(roleClient, noteRefusal);
  const read = useCallback(
    (): Promise<void> =>
      request('terminals:list', {}).then((found) => {
        if (found !== null) setFleet(found);
      }),
    [request],
  );
  const { catalogueVersion } = view;
  useEffect(() => {
    const first = setTimeout(() => void read(), 0);
    const timer = setInterval(() => void read(), readEveryMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [read, catalogueVersion]);
  return { fleet, read };
}
