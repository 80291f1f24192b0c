import { CalendarPlus, DoorClosed, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { daysAfter } from '#shared/catalogue/hours.ts';
import type { RequestReply } from '#shared/contract/index.ts';
import { dayName } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { todayOf } from '#client/roles/administrator/catalogue/today.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { Field } from '#client/ui/Field.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { TickCard } from '#client/ui/OptionCard.tsx';
import { State } from '#client/ui/State.tsx';
import type { Hours } from './hoursOf.ts';
import { SpanOf } from './WeekOf.tsx';
import styles from './Hours.module.css';

type Exception = Hours['exceptions'][number];
type Holiday = RequestReply<'holiday:list'>['holidays'][number];
type Props = Pick<DeskProps, 'act' | 'view'> & { readonly hours: Hours; readonly onChange: (hours: Hours) => void };

/** Days that go before their weekday: holidays, and what else there is. Days that are over are kept out of sight. */
export function Exceptions({ act, view, hours, onChange }: Props) {
  const { t, language, inLanguage } = useTexts('catalogue');
  const today = todayOf(view);
  const put = (exceptions: readonly Exception[]): void => onChange({ ...hours, exceptions: exceptions.toSorted((a, b) => (a.date < b.date ? -1 : 1)) });
  const change = (old: Exception, next: Exception | null): void =>
    put(hours.exceptions.flatMap((one) => (one === old ? (next === null ? [] : [next]) : [one])));
  const coming = hours.exceptions.filter(({ date }) => date >= today);
  const free =
    Array.from({ length: 400 }, (_, index) => daysAfter(today, index + 1)).find((date) => !hours.exceptions.some((one) => one.date === date)) ?? today;
  return (
    <Panel
      title={t('hours.exceptions')}
      tools={
        <>
          <ProposedHolidays act={act} today={today} known={hours.exceptions} onTake={(taken) => put([...hours.exceptions, ...taken])} />
          <Button kind="secondary" icon={<Plus aria-hidden />} onPress={() => put([...hours.exceptions, { date: free, spans: [] }])} data-testid="addException">
            {t('hours.add')}
          </Button>
        </>
      }
      data-testid="exceptions"
    >
      {coming.length === 0 && <p>{t('hours.noExceptions')}</p>}
      {coming.map((exception) => (
        <div key={exception.date} className={styles['exception']} data-testid={`exception-${exception.date}`}>
          <Field
            type="date"
            label={dayName(exception.date, language)}
            value={exception.date}
            onChange={(date) => date !== '' && !hours.exceptions.some((one) => one.date === date) && change(exception, { ...exception, date })}
          />
          <span className={styles['why']}>{exception.names === undefined ? '' : inLanguage(exception.names)}</span>
          {exception.spans.length === 0 ? (
            <State kind="off" look="plain" icon={<DoorClosed aria-hidden />}>
              {t('hours.closed')}
            </State>
          ) : (
            exception.spans.map((span, index) => (
              <SpanOf
                // oxlint-disable-next-line react/no-array-index-key -- the times themselves are being written
                key={index}
                name={dayName(exception.date, language)}
                span={span}
                onChange={(next) =>
                  change(exception, { ...exception, spans: next === null ? exception.spans.filter((one) => one !== span) : exception.spans.with(index, next) })
                }
              />
            ))
          )}
          <Button
            kind="quiet"
            icon={<Plus aria-hidden />}
            aria-label={t('hours.addTo', { day: dayName(exception.date, language) })}
            onPress={() => change(exception, { ...exception, spans: [...exception.spans, { from: '12:00', to: '16:00' }] })}
          />
          <Button
            kind="quiet"
            icon={<Trash2 aria-hidden />}
            aria-label={t('hours.removeException', { day: dayName(exception.date, language) })}
            onPress={() => change(exception, null)}
          />
        </div>
      ))}
    </Panel>
  );
}

type ProposedProps = {
  readonly act: DeskProps['act'];
  readonly today: string;
  readonly known: readonly Exception[];
  readonly onTake: (taken: readonly Exception[]) => void;
};

/** Finland's holidays of this year and the next: proposed, and taken by a press. */
function ProposedHolidays({ act, today, known, onTake }: ProposedProps) {
  const { t, language, inLanguage } = useTexts('catalogue');
  const [proposed, setProposed] = useState<readonly Holiday[] | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const propose = async (): Promise<void> => {
    const year = Number(today.slice(0, 4));
    const replies = await Promise.all([act('holiday:list', { year }), act('holiday:list', { year: year + 1 })]);
    const all = replies.flatMap((reply) => reply?.holidays ?? []).filter(({ date }) => date > today && !known.some((one) => one.date === date));
    setProposed(all);
    setLeft(new Set(all.filter(({ isPublic }) => !isPublic).map(({ date }) => date)));
  };
  const close = (): void => setProposed(null);
  return (
    <>
      <Button kind="quiet" icon={<CalendarPlus aria-hidden />} onPress={() => void propose()} data-testid="proposeHolidays">
        {t('hours.holidays')}
      </Button>
      {proposed !== null && (
        <ModalDialog title={t('hours.holidays')} isOpen isDismissable isWide onOpenChange={(isOpen) => !isOpen && close()} data-testid="holidays">
          <div className={styles['holidays']}>
            {proposed.map(({ date, names }) => (
              <TickCard
                key={date}
                isOn={!left.has(date)}
                title={inLanguage(names)}
                text={dayName(date, language)}
                testId={`holiday-${date}`}
                onChange={(isOn) => setLeft(new Set(isOn ? [...left].filter((one) => one !== date) : [...left, date]))}
              />
            ))}
          </div>
          <p className={styles['credit']}>{t('hours.credit')}</p>
          <DialogActions>
            <Button kind="secondary" onPress={close}>
              {t('take.back')}
            </Button>
            <Button
              data-testid="takeHolidays"
              onPress={() => {
                onTake(proposed.filter(({ date }) => !left.has(date)).map(({ date, names }) => ({ date, spans: [], names })));
                close();
              }}
            >
              {t('hours.takeHolidays')}
            </Button>
          </DialogActions>
        </ModalDialog>
      )}
    </>
  );
}
