import { useState } from 'react';
import { meantWords, wordsOf as wordsIn } from '#shared/catalogue/words.ts';
import type { AdministratorView } from '#shared/contract/views/index.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { AgencyIcon } from '#client/features/catalogue/AgencyIcon.tsx';
import { PlainSearch } from '#client/ui/PlainSearch.tsx';
import { textOf, textsOf, wordsOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import { RecordState } from '#client/roles/administrator/catalogue/editing/RecordState.tsx';
import type { Editing, Known } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import { todayOf } from '#client/roles/administrator/catalogue/today.ts';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';

type Chosen = { readonly kind: 'agency' | 'service'; readonly id: string };
type Props = {
  readonly view: AdministratorView;
  readonly editing: Editing;
  readonly agency: Known;
  readonly services: readonly Known[];
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen) => void;
};

/** The agency itself and its services, each with its state. */
export function ServiceList({ view, editing, agency, services, chosen, onChoose }: Props) {
  const { t, inLanguage } = useTexts('catalogue');
  const [sought, setSought] = useState('');
  const words = sought.trim() === '' ? [] : meantWords(sought);
  const isFound = ({ content }: Known): boolean => {
    const known = wordsIn(JSON.stringify([content['names'], content['keywords']]));
    return words.every((word) => known.some((one) => one.startsWith(word)));
  };
  const found = services.filter(isFound);
  const entries = [{ kind: 'agency' as const, record: agency }, ...found.map((record) => ({ kind: 'service' as const, record }))];
  return (
    <>
      <div className={styles['filter']}>
        <PlainSearch label={t('services.search')} hint={t('services.search')} value={sought} onChange={setSought} />
      </div>
      <ul className={styles['list']}>
        {entries.map(({ kind, record: { id, content } }) => {
          const names = textsOf(content, 'names');
          return (
            <li key={id}>
              <button
                type="button"
                className={styles['entry']}
                aria-current={chosen?.id === id ? 'true' : undefined}
                data-testid={`${kind}-${id}`}
                onClick={() => onChoose({ kind, id })}
              >
                <AgencyIcon agency={{ icon: textOf(agency.content, 'icon') }} {...(kind === 'service' ? { serviceId: id } : {})} isSmall />
                <span>
                  <strong>{Object.keys(names).length === 0 ? t('services.unnamed') : inLanguage(names)}</strong>
                  <small>
                    {kind === 'agency'
                      ? t('services.agencyItself')
                      : wordsOf(content, 'channels')
                          .map((one) => t(`channel.${one}`))
                          .join(', ')}
                  </small>
                </span>
                <RecordState content={content} today={todayOf(view)} now={view.now} isEdited={editing.isEdited(kind, id)} />
              </button>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p className={styles['filter']}>{t('services.notFound')}</p>}
    </>
  );
}
