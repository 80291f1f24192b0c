import { useLayoutEffect, useRef } from 'react';
import type { TerminalView } from '#shared/contract/views/index.ts';
import { changeLanguage, chosenLanguage, speakPointLanguage } from '#client/app/i18n/index.ts';

/** Begins in the point's language. Where a visit goes on, as after a reload, it goes on in what its customer chose, or in the call's language. */
export function usePointLanguage({ terminal, visitNumber, call }: TerminalView): void {
  const { defaultLanguage } = terminal;
  const hasBegun = useRef(false);
  useLayoutEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    if (visitNumber === null) speakPointLanguage(defaultLanguage);
    else if (call !== null && chosenLanguage() === null) changeLanguage(call.language);
  }, [defaultLanguage, visitNumber, call]);
}
