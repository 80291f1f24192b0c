import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Instant } from '#shared/instant.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { Button } from '#client/ui/Button.tsx';
import styles from './TimePicker.module.css';

/** One day that can be chosen: its name, a line about it, and what is free. */
export type FreeDay = { readonly id: string; readonly name: string; readonly note?: string; readonly times: readonly Instant[] };
type Props = { readonly days: readonly FreeDay[]; readonly testId: string; readonly onChoose: (time: Instant) => void };

/** What fits on the lowest screen without scrolling. */
const daysAtOnce = 3;
const timesAtOnce = 10;

/** A time, by day and then by hour; the first day with a free time is chosen already, and touching an hour takes it. */
export function TimePicker({ days, testId, onChoose }: Props) {
  const { t, language } = useTexts('terminal');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = days.find(({ id }) => id === chosenId) ?? days.find(({ times }) => times.length > 0) ?? days[0];
  const dayPages = usePages(days, daysAtOnce, 'days');
  const hourPages = usePages(chosen?.times ?? [], timesAtOnce, chosen?.id ?? '');
  if (chosen === undefined) return null;
  return (
    <div className={styles['picker']}>
      <RadioGroup value={chosen.id} onChange={setChosenId} className={styles['part'] ?? ''}>
        <div className={styles['head']}>
          <Label className={styles['label'] ?? ''}>{t('times.day')}</Label>
          <Pager pages={dayPages} />
        </div>
        <div className={styles['days']}>
          {dayPages.shown.map(({ id, name, note, times }) => (
            <Radio key={id} value={id} className={styles['day'] ?? ''} isDisabled={times.length === 0}>
              <span>{name}</span>
              {note !== undefined && <span className={styles['note']}>{note}</span>}
              <span className={styles['note']}>{times.length === 0 ? t('visiting.full') : t('visiting.free', { count: times.length })}</span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <div role="group" aria-label={`${t('times.hour')}, ${chosen.name}`} className={styles['part']}>
        <div className={styles['head']}>
          <p className={styles['label']} aria-hidden>
            {t('times.hour')}
          </p>
          <Pager pages={hourPages} />
        </div>
        <div className={styles['hours']}>
          {hourPages.shown.map((at) => (
            <Button key={at} kind="secondary" data-testid={testId} aria-label={clockTime(at, language, true)} onPress={() => onChoose(at)}>
              {clockTime(at, language, false)}
            </Button>
          ))}
        </div>
      </div>
    </div>
  );
}

type Pages<T> = { readonly shown: readonly T[]; readonly isFirst: boolean; readonly isLast: boolean; readonly go: (by: 1 | -1) => void };

/** So many at a time; another list, which `name` tells, begins at its first page. */
function usePages<T>(all: readonly T[], size: number, name: string): Pages<T> {
  const [at, setAt] = useState({ name, page: 0 });
  const last = Math.max(0, Math.ceil(all.length / size) - 1);
  const page = at.name === name ? Math.min(at.page, last) : 0;
  return {
    shown: all.slice(page * size, (page + 1) * size),
    isFirst: page === 0,
    isLast: page === last,
    go: (by) => setAt({ name, page: page + by }),
  };
}

function Pager({ pages: { isFirst, isLast, go } }: { readonly pages: Pages<unknown> }) {
  const { t } = useTexts('terminal');
  if (isFirst && isLast) return null;
  return (
    <div className={styles['pager']}>
      {!isFirst && (
        <Button kind="quiet" icon={<ChevronLeft aria-hidden className="turning" />} onPress={() => go(-1)}>
          {t('times.earlier')}
        </Button>
      )}
      {!isLast && (
        <Button kind="quiet" icon={<ChevronRight aria-hidden className="turning" />} onPress={() => go(1)}>
          {t('times.later')}
        </Button>
      )}
    </div>
  );
}
