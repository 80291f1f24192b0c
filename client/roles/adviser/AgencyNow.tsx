import { Clock } from 'lucide-react';
import type { AdviserView } from '#shared/contract/views/index.ts';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { closedText } from '#client/app/i18n/openingText.ts';

/** How an agency stands now, in a word: closed, nobody there, no queue, or how many wait. */
export function AgencyNow({ agency: { opening, expertsOnDuty, waiting } }: { readonly agency: AdviserView['agencies'][number] }) {
  const { t, language } = useTexts('adviser');
  const closed = closedText(opening, language);
  if (closed !== null)
    return (
      <State kind="off" look="plain" icon={<Clock aria-hidden />}>
        {t(closed.key, closed.values)}
      </State>
    );
  if (waiting > 0)
    return (
      <State kind="wait" look="plain">
        {t('agencies.waiting', { count: waiting })}
      </State>
    );
  if (expertsOnDuty === 0)
    return (
      <State kind="off" look="plain">
        {t('agencies.nobody')}
      </State>
    );
  return (
    <State kind="good" look="plain">
      {t('agencies.noQueue')}
    </State>
  );
}
