import { type ReactNode, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTexts } from '#client/app/i18n/index.ts';
import { localeOf } from '#client/app/i18n/locale.ts';
import { loadDialogs } from '#client/ui/ModalDialog.tsx';
import { whenIdle } from '#client/ui/whenIdle.ts';
import { FaultNotice } from './FaultNotice.tsx';

/** Surrounds every page: sets the language of built-in texts and the reading direction, shows what failed, and loads what the first screen does not need. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { language } = useTexts('common');
  // What cannot be had now is asked for again when it is needed.
  useEffect(() => whenIdle(() => void loadDialogs().catch(() => undefined)), []);
  return (
    <I18nProvider locale={localeOf(language)}>
      <FaultNotice />
      {children}
    </I18nProvider>
  );
}
