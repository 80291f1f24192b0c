import type { FormLine } from './port.ts';
import { createSendLoop } from './sendLoop.ts';

type Options = FormLine & { readonly onChange: () => void; readonly onRefused: (error: unknown) => void };

/** Ticks, choices and signatures that are on their way to the server; the last one for each field. */
export function createChoosing({ ask, isConnected, mayRetry, onChange, onRefused }: Options) {
  const chosen = new Map<string, string | null>();

  async function sendNext(): Promise<boolean> {
    const [next] = chosen;
    if (next === undefined) return true;
    const [fieldId, value] = next;
    try {
      await ask('form:choose', { fieldId, value });
    } catch (error) {
      if (mayRetry(error)) return false;
      onRefused(error);
    }
    // If it was changed meanwhile, the newer value is sent next.
    if (chosen.get(fieldId) === value) chosen.delete(fieldId);
    onChange();
    return true;
  }
  const loop = createSendLoop({ isConnected, hasMore: () => chosen.size > 0, sendNext });
  return {
    send: loop.send,
    /** Over what the server has said. */
    over: (choices: Readonly<Record<string, string>>): (readonly [string, string | null])[] => Object.entries({ ...choices, ...Object.fromEntries(chosen) }),
    isSaved: (): boolean => chosen.size === 0,
    choose(fieldId: string, value: string | null): void {
      chosen.set(fieldId, value);
      onChange();
      loop.sendAfter(0);
    },
    close: loop.close,
  };
}
