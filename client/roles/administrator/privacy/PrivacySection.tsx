import { useEffect, useState } from 'react';
import { type DataClass, dataClasses } from '#shared/privacy/classes.ts';
import type { StoredClass } from '#shared/privacy/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Panel } from '#client/ui/Card.tsx';
import { StoredTable } from './StoredTable.tsx';

/** What is stored here: every class of data with its rows now, from the one list that retention goes by (M12). */
export function PrivacySection({ act, view }: DeskProps) {
  const { t, language } = useTexts('privacy');
  const [stored, setStored] = useState<readonly StoredClass[]>([]);
  useEffect(() => {
    void act('privacy:stored', {}).then((reply) => reply !== null && setStored(reply.classes));
  }, [act]);
  return (
    <Panel title={t('title')} data-testid="privacy">
      <p>{t('lead')}</p>
      {view.administrator.scope.kind !== 'nation' && <p>{t('nationOnly')}</p>}
      <StoredTable classes={dataClasses satisfies readonly DataClass[]} stored={stored} timeOf={(at) => clockTime(at, language, true)} />
    </Panel>
  );
}
