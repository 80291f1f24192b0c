import { PanelLeftClose, UsersRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Panel } from '#client/ui/Card.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import type { DeskProps } from './props.ts';
import styles from './QueuePanel.module.css';
import { type Entry, comesLater, longestWait } from './queueOrder.ts';
import { QueueRow } from './QueueRow.tsx';

type Filter = 'mine' | 'all';
type Props = DeskProps & {
  readonly foot?: ReactNode;
  /** Folds the queue back to a strip. */
  readonly onFold?: () => void;
};

/** Everybody who waits for the agency, in the order in which they are served. */
export function QueuePanel({ foot, onFold, ...props }: Props) {
  const { roleClient, view } = props;
  const { t } = useTexts('expert');
  const now = useNow(roleClient);
  const [filter, setFilter] = useState<Filter>('all');
  const shown = filter === 'all' ? view.queue : view.queue.filter(({ isForMe }) => isForMe);
  const longest = longestWait(view.queue, now);
  const nextId = view.queue.find((entry) => entry.isForMe && entry.state === 'queued' && !comesLater(entry, now))?.callId ?? null;
  const listOf = (entries: readonly Entry[]) =>
    entries.map((entry) => <QueueRow key={entry.callId} {...props} entry={entry} isNext={entry.callId === nextId} />);
  const ahead = shown.filter((entry) => !comesLater(entry, now));
  const later = shown.filter((entry) => comesLater(entry, now));
  return (
    <Panel
      title={t('queue.title')}
      label={t('queue.title')}
      isFlush
      tools={
        <>
          <Segments
            label={t('queue.filter.label')}
            value={filter}
            options={(['mine', 'all'] as const).map((id) => ({ id, text: t(`queue.filter.${id}`) }))}
            onChange={setFilter}
          />
          {onFold !== undefined && (
            <Button kind="quiet" icon={<PanelLeftClose aria-hidden className="turning" />} aria-label={t('queue.fold')} onPress={onFold} />
          )}
        </>
      }
      {...(foot === undefined ? {} : { foot })}
    >
      <div className={styles['queue']}>
        <div className={styles['sum']}>
          <State kind={view.waiting === 0 ? 'good' : 'wait'}>{t('queue.waiting', { count: view.waiting })}</State>
          <span>
            {longest !== null && `${t('queue.longest', { minutes: Math.floor(longest / 60_000) })} · `}
            {t('queue.colleagues', { count: view.colleaguesOnDuty })}
          </span>
        </div>
        {shown.length === 0 && <Blank icon={<UsersRound aria-hidden />}>{t(view.queue.length === 0 ? 'queue.empty' : 'queue.noneMine')}</Blank>}
        {ahead.length > 0 && <h3 className={styles['group']}>{t('queue.now')}</h3>}
        <ol>{listOf(ahead)}</ol>
        {later.length > 0 && <h3 className={styles['group']}>{t('queue.later')}</h3>}
        <ol>{listOf(later)}</ol>
        {view.waiting > view.queue.length && <p className={styles['more']}>{t('queue.more', { count: view.waiting - view.queue.length })}</p>}
      </div>
    </Panel>
  );
}
