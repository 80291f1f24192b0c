import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { type Weekday, weekdays } from '#shared/contract/catalogue.ts';
import type { Span } from '#shared/catalogue/hours.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { Switch } from '#client/ui/Switch.tsx';
import { type Hours, timeOf } from './hoursOf.ts';
import styles from './Hours.module.css';

type Props = { readonly hours: Hours | null; readonly onChange: (hours: Hours | null) => void };

const usual: Span = { from: '09:00', to: '16:00' };
const officeDays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const officeWeek = (): Hours => ({ weekly: Object.fromEntries(officeDays.map((day) => [day, [usual]])), exceptions: [] });

/** The ordinary week: when there is service on each day. */
export function WeekOf({ hours, onChange }: Props) {
  const { t } = useTexts('catalogue');
  return (
    <Panel
      title={t('hours.week')}
      tools={
        <Switch isOn={hours !== null} onChange={(isOn) => onChange(isOn ? officeWeek() : null)}>
          {t('hours.own')}
        </Switch>
      }
      data-testid="week"
    >
      {hours === null ? (
        <p>{t('hours.always')}</p>
      ) : (
        weekdays.map((day) => (
          <DayOf
            key={day}
            day={day}
            spans={hours.weekly[day] ?? []}
            onChange={(spans) => onChange({ ...hours, weekly: { ...hours.weekly, [day]: [...spans] } })}
          />
        ))
      )}
    </Panel>
  );
}

const hoursOfTime = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour + minute / 60;
};
/** The part of a day that the bars show, in hours. */
const shown = { from: 6, to: 22 };
const placeOf = (time: string): number => ((Math.min(Math.max(hoursOfTime(time), shown.from), shown.to) - shown.from) / (shown.to - shown.from)) * 100;

type DayProps = { readonly day: Weekday; readonly spans: readonly Span[]; readonly onChange: (spans: readonly Span[]) => void };

function DayOf({ day, spans, onChange }: DayProps) {
  const { t } = useTexts('catalogue');
  const name = t(`weekday.${day}`);
  return (
    <div className={styles['day']} data-testid={`day-${day}`}>
      <strong>{name}</strong>
      <div className={styles['track']} aria-hidden>
        {spans.map(({ from, to }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the times themselves are being written
          <span key={index} style={{ insetInlineStart: `${placeOf(from)}%`, inlineSize: `${Math.max(0, placeOf(to) - placeOf(from))}%` }} />
        ))}
      </div>
      <div className={styles['spans']}>
        {spans.length === 0 && <span className={styles['closed']}>{t('hours.closed')}</span>}
        {spans.map((span, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <SpanOf
            key={index}
            name={name}
            span={span}
            onChange={(next) => onChange(next === null ? spans.filter((one) => one !== span) : spans.with(index, next))}
          />
        ))}
      </div>
      <Button kind="quiet" icon={<Plus aria-hidden />} aria-label={t('hours.addTo', { day: name })} onPress={() => onChange([...spans, nextAfter(spans)])} />
    </div>
  );
}

const nextAfter = (spans: readonly Span[]): Span => {
  const last = spans.at(-1);
  return last === undefined || last.to >= '22:00' ? usual : { from: last.to, to: '22:00' };
};

type SpanProps = { readonly name: string; readonly span: Span; readonly onChange: (span: Span | null) => void };

/** From and to, by the wall clock. */
export function SpanOf({ name, span, onChange }: SpanProps) {
  const { t } = useTexts('catalogue');
  return (
    <span className={styles['span']}>
      <TimeInput time={span.from} label={t('hours.from', { day: name })} onChange={(from) => onChange({ ...span, from })} />
      –
      <TimeInput time={span.to} label={t('hours.to', { day: name })} onChange={(to) => onChange({ ...span, to })} />
      <Button kind="quiet" icon={<X aria-hidden />} aria-label={t('hours.remove', { day: name })} onPress={() => onChange(null)} />
    </span>
  );
}

type TimeProps = { readonly time: string; readonly label: string; readonly onChange: (time: string) => void };

/** A time by the wall clock, written as one likes; the browser's own field has the browser's language, and so sometimes am and pm. */
function TimeInput({ time, label, onChange }: TimeProps) {
  const [written, setWritten] = useState<string | null>(null);
  const leave = (): void => {
    const next = written === null ? null : timeOf(written);
    if (next !== null && next !== time) onChange(next);
    setWritten(null);
  };
  return (
    <input
      className={styles['time']}
      value={written ?? time}
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      aria-label={label}
      aria-invalid={written !== null && timeOf(written) === null}
      onChange={({ target }) => setWritten(target.value)}
      onBlur={leave}
    />
  );
}
