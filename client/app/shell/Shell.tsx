import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTexts } from '#client/app/i18n/index.ts';
import { FaultNotice } from './FaultNotice.tsx';

/** What every page stands in: the language for built-in texts and reading direction, and words for what failed. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { language } = useTexts('common');
  return (
    <I18nProvider locale={language}>
      <FaultNotice />
      {children}
    </I18nProvider>
  );
}
