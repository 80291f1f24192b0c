import { Bus, MapPin, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { ChangeBar, Drafts } from '#client/roles/administrator/catalogue/editing/ChangeBar.tsx';
import { textOf, textsOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import { RecordState } from '#client/roles/administrator/catalogue/editing/RecordState.tsx';
import { useEditing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import { todayOf } from '#client/roles/administrator/catalogue/today.ts';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Panel } from '#client/ui/Card.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { PlainSearch } from '#client/ui/PlainSearch.tsx';
import { newPoint, newTerminal } from './newPoint.ts';
import { PointForm } from './PointForm.tsx';

/** Service points and cars, with the names of their terminals. */
export function PointsSection(desk: DeskProps) {
  const { view } = desk;
  const { t, language, inLanguage } = useTexts('catalogue');
  const editing = useEditing(desk);
  const [wanted, setWanted] = useState<string | null>(null);
  const [sought, setSought] = useState('');
  if (!editing.isKnown) return <Loading />;
  const { scope } = view.administrator;
  const mayAdd = scope.kind === 'nation' || scope.kind === 'municipality';
  const nameOf = (content: Parameters<typeof textsOf>[0]): string => {
    const names = textsOf(content, 'names');
    return Object.keys(names).length === 0 ? t('points.unnamed') : inLanguage(names);
  };
  const all = editing.all('point');
  const found = all.filter(({ content }) => nameOf(content).toLowerCase().includes(sought.trim().toLowerCase()));
  const shown = all.find(({ id }) => id === wanted) ?? found[0];
  const add = (): void => {
    const point = newPoint(scope.kind === 'municipality' ? scope.municipality : null, language);
    const id = textOf(point, 'id');
    const terminal = newTerminal(id, 1);
    editing.put('point', id, point, null);
    editing.put('terminal', textOf(terminal, 'id'), terminal, null);
    setWanted(id);
  };
  return (
    <div className={styles['split']}>
      <Panel
        title={t('points.title')}
        isFlush
        tools={
          mayAdd && (
            <Button kind="secondary" icon={<Plus aria-hidden />} onPress={add} data-testid="newPoint">
              {t('points.new')}
            </Button>
          )
        }
      >
        <div className={styles['filter']}>
          <PlainSearch label={t('points.search')} hint={t('points.search')} value={sought} onChange={setSought} />
        </div>
        <ul className={styles['list']}>
          {found.map(({ id, content }) => (
            <li key={id}>
              <button
                type="button"
                className={styles['entry']}
                aria-current={shown?.id === id ? 'true' : undefined}
                data-testid={`point-${id}`}
                onClick={() => setWanted(id)}
              >
                {textOf(content, 'kind') === 'mobile' ? <Bus aria-hidden /> : <MapPin aria-hidden />}
                <span>
                  <strong>{nameOf(content)}</strong>
                  <small>{Object.keys(textsOf(content, 'municipality')).length === 0 ? '' : inLanguage(textsOf(content, 'municipality'))}</small>
                </span>
                <RecordState content={content} today={todayOf(view)} now={view.now} isEdited={editing.isEdited('point', id)} />
              </button>
            </li>
          ))}
        </ul>
        <Drafts editing={editing} />
      </Panel>
      {shown === undefined ? (
        <Blank icon={<MapPin aria-hidden />}>{t('points.none')}</Blank>
      ) : (
        <PointForm key={shown.id} {...desk} editing={editing} id={shown.id} title={nameOf(shown.content)} foot={<ChangeBar {...desk} editing={editing} />} />
      )}
    </div>
  );
}
