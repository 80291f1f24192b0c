import { useEffect, useState } from 'react';
import type { ConnectionHistory } from '#shared/contract/connection.ts';
import type { OnRefused } from '#client/app/shell/useRequest.ts';

const everyMs = 2_000;

/** The newest history, as long as it is shown; what cannot be read leaves what is there. */
export function useConnectionHistory(load: (onRefused: OnRefused) => Promise<ConnectionHistory | null>) {
  const [history, setHistory] = useState<ConnectionHistory | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const read = (): void =>
      void load(setError).then((next) => {
        if (next === null) return;
        setHistory(next);
        setError(null);
      });
    read();
    const timer = setInterval(read, everyMs);
    return () => clearInterval(timer);
  }, [load]);
  return { history, error };
}
