import { useState } from 'react';
import { toast } from 'sonner';
import type { ImportMode } from '#shared/exchange/document.ts';
import type { ImportAnswer } from '#shared/exchange/http.ts';
import { http } from '#client/app/api/http.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { errorText } from '#client/app/shell/errorText.ts';

export type Given = { readonly document: unknown; readonly mode: ImportMode; readonly note: string };
export type Importing = {
  readonly isBusy: boolean;
  readonly answer: ImportAnswer | null;
  readonly look: (given: Given) => Promise<void>;
  readonly takeIn: () => Promise<void>;
  readonly forget: () => void;
};

/** An import from the look at it to its being in use. What is taken into use is what was looked at. */
export function useImport(): Importing {
  const { t } = useTexts('exchange');
  const [isBusy, setBusy] = useState(false);
  const [given, setGiven] = useState<Given | null>(null);
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const send = async (sent: Given, seen: string | null): Promise<void> => {
    setBusy(true);
    try {
      setAnswer(await http.importCatalogue({ ...sent, document: sent.document as never, isDryRun: seen === null, changeId: crypto.randomUUID(), seen }));
    } catch (error) {
      toast(errorText(t, error));
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    answer,
    look: async (sent) => {
      setGiven(sent);
      await send(sent, null);
    },
    takeIn: async () => {
      if (given !== null && answer?.outcome === 'preview') await send(given, answer.seen);
    },
    forget: () => setAnswer(null),
  };
}
