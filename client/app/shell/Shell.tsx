import { type ReactNode, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTexts } from '#client/app/i18n/index.ts';
import { localeOf } from '#client/app/i18n/locale.ts';
import { appearance } from '#client/ui/appearance.ts';
import { FaultNotice } from './FaultNotice.tsx';
import { loadLate } from './late.ts';

/** Surrounds every page: sets the language of built-in texts and the reading direction, shows what failed, and loads what the first screen does not need. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { language } = useTexts('common');
  // A terminal may stand at the end of a narrow way, and does it when its first screen can be pressed.
  useEffect(() => {
    if (appearance.getState().mode !== 'terminal') loadLate();
  }, []);
  return (
    <I18nProvider locale={localeOf(language)}>
      <FaultNotice />
      {children}
    </I18nProvider>
  );
}
