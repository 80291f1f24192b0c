import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import styles from './Editing.module.css';
import { TakeIntoUse } from './TakeIntoUse.tsx';
import type { Editing } from './useEditing.ts';

/** How much has been begun, and what can be done with it. */
export function ChangeBar({ editing, ...desk }: DeskProps & { readonly editing: Editing }) {
  const { t } = useTexts('catalogue');
  const [isLooking, setLooking] = useState(false);
  if (editing.count === 0) return <p className={styles['nothing']}>{t('bar.nothing')}</p>;
  return (
    <div className={styles['bar']} data-testid="changeBar">
      <span className={styles['begun']}>
        <Pencil aria-hidden />
        {t('bar.begun', { count: editing.count })}
      </span>
      <Button kind="quiet" onPress={editing.reset} data-testid="resetChanges">
        {t('bar.reset')}
      </Button>
      <Button kind="secondary" onPress={() => void editing.saveDraft()} data-testid="saveDraft">
        {t('bar.saveDraft')}
      </Button>
      <Button onPress={() => setLooking(true)} data-testid="takeIntoUse">
        {t('bar.take')}
      </Button>
      {isLooking && <TakeIntoUse {...desk} editing={editing} onClose={() => setLooking(false)} />}
    </div>
  );
}

/** What was begun earlier and kept; opened over what is in use. */
export function Drafts({ editing }: { readonly editing: Editing }) {
  const { t } = useTexts('catalogue');
  if (editing.drafts.length === 0 || editing.count > 0) return null;
  return (
    <ul className={styles['drafts']} aria-label={t('drafts.title')}>
      {editing.drafts.map((draft) => (
        <li key={draft.draftId} data-testid="draft">
          <Pencil aria-hidden />
          <span>{t('drafts.of', { names: draft.records.map(({ id }) => id).join(', ') })}</span>
          <Button kind="secondary" onPress={() => editing.openDraft(draft)}>
            {t('drafts.open')}
          </Button>
          <Button kind="quiet" onPress={() => void editing.discardDraft(draft.draftId)}>
            {t('drafts.discard')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
