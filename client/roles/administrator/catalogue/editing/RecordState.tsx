import { Archive, CalendarClock, Pencil } from 'lucide-react';
import { isInForce } from '#shared/catalogue/inForce.ts';
import { validitySchema } from '#shared/contract/catalogue.ts';
import type { LooseContent } from '#shared/administration/records.ts';
import { textsLacking } from '#shared/administration/missing.ts';
import { shortDate } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { State } from '#client/ui/State.tsx';

type Props = {
  readonly content: LooseContent;
  readonly today: string;
  readonly now: number;
  readonly isEdited: boolean;
  readonly look?: 'pill' | 'plain';
};

/** Whether a record is in use, will be, or has been; and whether it lacks texts. */
export function RecordState({ content, today, now, isEdited, look = 'plain' }: Props) {
  const { t, language } = useTexts('catalogue');
  const validity = validitySchema.safeParse(content['validity'] ?? {}).data ?? {};
  const { from, to } = validity;
  if (isEdited) {
    return (
      <State kind="wait" look={look} icon={<Pencil aria-hidden />}>
        {t('state.edited')}
      </State>
    );
  }
  if (!isInForce(validity, today, now)) {
    const isComing = from !== undefined && from > today;
    return (
      <State kind={isComing ? 'wait' : 'off'} look={look} icon={isComing ? <CalendarClock aria-hidden /> : <Archive aria-hidden />}>
        {isComing ? t('state.from', { day: shortDate(from, language) }) : t('state.ended')}
      </State>
    );
  }
  if (to !== undefined) {
    return (
      <State kind="off" look={look} icon={<Archive aria-hidden />}>
        {t('state.until', { day: shortDate(to, language) })}
      </State>
    );
  }
  const lacking = [...new Set(textsLacking(content).flatMap(({ languages }) => languages))];
  if (lacking.length > 0) {
    return (
      <State kind="poor" look={look}>
        {t('state.lacks', { languages: lacking.join(', ') })}
      </State>
    );
  }
  return (
    <State kind="good" look={look}>
      {t('state.inUse')}
    </State>
  );
}
