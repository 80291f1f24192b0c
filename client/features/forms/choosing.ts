import type { FormLine } from './port.ts';

type Options = FormLine & { readonly onChange: () => void; readonly onRefused: (error: unknown) => void };

/** Ticks, choices and signatures that are on their way to the server; the last one for each field. */
export function createChoosing({ ask, mayRetry, onChange, onRefused }: Options) {
  const chosen = new Map<string, string | null>();
  /** After a cut all of them go out once more. */
  async function send(): Promise<void> {
    for (const [fieldId, value] of chosen) {
      try {
        await ask('form:choose', { fieldId, value });
      } catch (error) {
        if (mayRetry(error)) return;
        onRefused(error);
      }
      // Chosen once more meanwhile: that goes out next.
      if (chosen.get(fieldId) === value) chosen.delete(fieldId);
    }
    onChange();
  }
  return {
    send,
    /** Over what the server has said. */
    over: (choices: Readonly<Record<string, string>>): (readonly [string, string | null])[] => Object.entries({ ...choices, ...Object.fromEntries(chosen) }),
    isSaved: (): boolean => chosen.size === 0,
    choose(fieldId: string, value: string | null): void {
      chosen.set(fieldId, value);
      onChange();
      void send();
    },
  };
}
