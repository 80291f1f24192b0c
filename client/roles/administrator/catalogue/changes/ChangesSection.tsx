import { History, Undo2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { differencesOf } from '#shared/administration/changes.ts';
import type { ChangeSummary, UndoResult } from '#shared/administration/contract.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Differences, Problems } from '#client/roles/administrator/catalogue/editing/PreviewParts.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Panel } from '#client/ui/Card.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { State } from '#client/ui/State.tsx';
import styles from './Changes.module.css';

/** Every change within the scope, newest first: who, when, what, and its undo. */
export function ChangesSection({ view, act }: DeskProps) {
  const { t } = useTexts('catalogue');
  const [changes, setChanges] = useState<readonly ChangeSummary[] | null>(null);
  const [hasMore, setMore] = useState(false);
  const read = useCallback(
    (before: string | null): Promise<void> =>
      act('change:list', { before, record: null }).then((reply) => {
        if (reply === null) return;
        setChanges((known) => (before === null ? reply.changes : [...(known ?? []), ...reply.changes]));
        setMore(reply.hasMore);
      }),
    [act],
  );
  useEffect(() => void read(null), [read, view.catalogueVersion]);
  if (changes === null) return <Loading />;
  const last = changes.at(-1);
  return (
    <Panel title={t('changes.title')} data-testid="changes">
      {changes.length === 0 && <Blank icon={<History aria-hidden />}>{t('changes.none')}</Blank>}
      <ol className={styles['list']}>
        {changes.map((change) => (
          <ChangeOf key={change.changeId} act={act} change={change} />
        ))}
      </ol>
      {hasMore && last !== undefined && (
        <Button kind="secondary" onPress={() => void read(last.changeId)}>
          {t('changes.older')}
        </Button>
      )}
    </Panel>
  );
}

type OfProps = Pick<DeskProps, 'act'> & { readonly change: ChangeSummary };

function ChangeOf({ act, change }: OfProps) {
  const { t, language } = useTexts('catalogue');
  const [refused, setRefused] = useState<UndoResult | null>(null);
  // The same id with each press, so that a lost answer takes nothing back twice.
  const [undoId] = useState(() => crypto.randomUUID());
  const { changeId, author, note, undoOf, undoneBy, records } = change;
  const undo = async (): Promise<void> => {
    const result = await act('change:undo', { changeId, undoId, note: '' });
    if (result !== null) setRefused(result.outcome === 'done' ? null : result);
  };
  const differences = records.flatMap(({ kind, id, before, after }) => differencesOf(before, after).map((one) => ({ kind, id, ...one })));
  return (
    <li className={styles['change']} data-testid={`change-${changeId}`}>
      <div className={styles['head']}>
        <strong>{author.displayName}</strong>
        <span>{clockTime(author.at, language, true)}</span>
        {undoOf !== null && (
          <State kind="wait" icon={<Undo2 aria-hidden />}>
            {t('changes.isUndo')}
          </State>
        )}
        {undoneBy === null ? (
          <Button kind="quiet" icon={<Undo2 aria-hidden />} onPress={() => void undo()} data-testid="undoChange">
            {t('changes.undo')}
          </Button>
        ) : (
          <State kind="off">{t('changes.undone')}</State>
        )}
      </div>
      {note !== '' && <p>{note}</p>}
      {refused?.outcome === 'invalid' && <Problems problems={refused.problems} />}
      {refused?.outcome === 'conflict' && <Later later={refused.later} />}
      <Differences differences={differences} isMade />
    </li>
  );
}

/** Why a change cannot be taken back: what has been changed since. */
function Later({ later }: { readonly later: readonly ChangeSummary[] }) {
  const { t, language } = useTexts('catalogue');
  return (
    <Notice kind="warning" title={t('changes.conflict')}>
      <ul data-testid="laterChanges">
        {later.map(({ changeId, author, records }) => (
          <li key={changeId}>
            {author.displayName}, {clockTime(author.at, language, true)}: {records.map(({ id }) => id).join(', ')}
          </li>
        ))}
        {later.length === 0 && <li>{t('conflict.unknown')}</li>}
      </ul>
    </Notice>
  );
}
