import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTexts } from '#client/app/i18n/index.ts';
import { localeOf } from '#client/app/i18n/locale.ts';
import { FaultNotice } from './FaultNotice.tsx';

/** Surrounds every page: sets the language of built-in texts and the reading direction, and shows what failed. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { language } = useTexts('common');
  return (
    <I18nProvider locale={localeOf(language)}>
      <FaultNotice />
      {children}
    </I18nProvider>
  );
}
