import type { SelfTest } from '#shared/contract/selfTest.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { clockTime } from '#client/i18n/openingText.ts';

/** Says that the last self-test found something; nothing where all was well or nothing was tested. */
export function SelfTestNotice({ selfTest }: { readonly selfTest: SelfTest | null }) {
  const { t, language } = useTexts('connection');
  if (selfTest === null || selfTest.verdict === 'good') return null;
  return (
    <Notice kind="warning">
      {t('selfTest.last', { time: clockTime(selfTest.at, language, true) })}: {t(`selfTest.verdict.${selfTest.verdict}`)}
    </Notice>
  );
}
