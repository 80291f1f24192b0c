import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { datesOfMonth, monthsAfter, spansOfAll, weekdayOf } from '#shared/catalogue/hours.ts';
import { weekdays } from '#shared/contract/catalogue.ts';
import { dayName, monthName } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { todayOf } from '#client/roles/administrator/catalogue/today.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import type { Hours } from './hoursOf.ts';
import styles from './Hours.module.css';

/** What the hours mean on each day of a month. */
export function MonthOf({ view, all }: Pick<DeskProps, 'view'> & { readonly all: readonly Hours[] }) {
  const { t, language } = useTexts('catalogue');
  const today = todayOf(view);
  const [month, setMonth] = useState(() => monthsAfter(today, 0));
  const dates = datesOfMonth(month);
  const offset = weekdays.indexOf(weekdayOf(month));
  const textOf = (date: string): string => {
    const spans = spansOfAll(all, date);
    return spans.length === 0 ? t('hours.closed') : spans.map(({ from, to }) => `${from}–${to}`).join(', ');
  };
  const stateOf = (date: string): string => {
    if (spansOfAll(all, date).length === 0) return 'closed';
    return all.some(({ exceptions }) => exceptions.some((one) => one.date === date)) ? 'exception' : 'open';
  };
  return (
    <Panel
      title={monthName(month, language)}
      tools={
        <>
          <Button
            kind="quiet"
            icon={<ChevronLeft aria-hidden className="turning" />}
            aria-label={t('hours.monthBefore')}
            onPress={() => setMonth(monthsAfter(month, -1))}
          />
          <Button
            kind="quiet"
            icon={<ChevronRight aria-hidden className="turning" />}
            aria-label={t('hours.monthAfter')}
            onPress={() => setMonth(monthsAfter(month, 1))}
          />
        </>
      }
    >
      <ol className={styles['month']}>
        {weekdays.map((day) => (
          <li key={day} aria-hidden className={styles['weekday']}>
            {t(`weekdayShort.${day}`)}
          </li>
        ))}
        {dates.map((date, index) => (
          <li
            key={date}
            data-state={stateOf(date)}
            data-today={date === today}
            data-testid={`date-${date}`}
            title={textOf(date)}
            {...(index === 0 ? { style: { gridColumnStart: offset + 1 } } : {})}
          >
            <span aria-hidden>{Number(date.slice(8))}</span>
            <span className="visually-hidden">{`${dayName(date, language)}: ${textOf(date)}`}</span>
          </li>
        ))}
      </ol>
      <p className={styles['legend']}>
        <span data-state="closed">{t('hours.closed')}</span>
        <span data-state="exception">{t('hours.exceptional')}</span>
      </p>
    </Panel>
  );
}
