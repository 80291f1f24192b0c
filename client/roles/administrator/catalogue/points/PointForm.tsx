import type { ReactNode } from 'react';
import type { LooseContent } from '#shared/administration/records.ts';
import { staffLanguages } from '#shared/language.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { textOf, withValue, wordsOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import { LocalisedRows } from '#client/roles/administrator/catalogue/editing/LocalisedRows.tsx';
import { RecordState } from '#client/roles/administrator/catalogue/editing/RecordState.tsx';
import type { Editing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import { ValidityFields } from '#client/roles/administrator/catalogue/editing/ValidityFields.tsx';
import { todayOf } from '#client/roles/administrator/catalogue/today.ts';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Panel, Section } from '#client/ui/Card.tsx';
import { Field } from '#client/ui/Field.tsx';
import { TickCard } from '#client/ui/OptionCard.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { Terminals } from './Terminals.tsx';

type Props = DeskProps & { readonly editing: Editing; readonly id: string; readonly title: string; readonly foot: ReactNode };

/** One point: its names, what kind it is, how it is reached, who advises there, and its terminals. */
export function PointForm({ editing, id, title, foot, ...desk }: Props) {
  const { view, catalogue } = desk;
  const { t, inLanguage } = useTexts('catalogue');
  const content = editing.content('point', id);
  if (content === undefined) return null;
  const put = (next: LooseContent): void => editing.put('point', id, next);
  const advisers = wordsOf(content, 'advisedFrom');
  return (
    <Panel
      title={
        <span className={styles['title']}>
          {title}
          <RecordState content={content} today={todayOf(view)} now={view.now} isEdited={editing.isEdited('point', id)} look="pill" />
        </span>
      }
      foot={foot}
      data-testid="pointForm"
    >
      <LocalisedRows
        content={content}
        rows={[
          { name: 'names', label: t('field.names') },
          { name: 'municipality', label: t('field.municipality') },
        ]}
        onChange={put}
      />
      <Basics content={content} onChange={put} />
      <Section title={t('points.terminals')}>
        <Terminals {...desk} editing={editing} pointId={id} />
      </Section>
      <Section title={t('points.advisedFrom')}>
        <p>{t('points.advisedFromText')}</p>
        <div className={styles['ticks']}>
          {catalogue.points
            .filter((point) => point.id !== id)
            .map((point) => (
              <TickCard
                key={point.id}
                isOn={advisers.includes(point.id)}
                title={inLanguage(point.names)}
                onChange={(isOn) => {
                  const next = isOn ? [...advisers, point.id] : advisers.filter((one) => one !== point.id);
                  put(withValue(content, 'advisedFrom', next.length === 0 ? undefined : next));
                }}
              />
            ))}
        </div>
      </Section>
      <Section title={t('validity.title')}>
        <ValidityFields content={content} now={view.now} isNew={editing.isNew('point', id)} onChange={put} />
      </Section>
    </Panel>
  );
}

type PartProps = { readonly content: LooseContent; readonly onChange: (content: LooseContent) => void };

function Basics({ content, onChange }: PartProps) {
  const { t } = useTexts('catalogue');
  return (
    <div className={styles['fields']}>
      <Segments
        label={t('points.kind')}
        isLabelSeen
        value={textOf(content, 'kind') === 'mobile' ? 'mobile' : 'fixed'}
        options={[
          { id: 'fixed', text: t('points.fixed') },
          { id: 'mobile', text: t('points.mobile') },
        ]}
        onChange={(kind) => onChange({ ...content, kind })}
      />
      <Segments
        label={t('field.line')}
        isLabelSeen
        value={textOf(content, 'line') === 'weak' ? 'weak' : 'normal'}
        options={[
          { id: 'normal', text: t('points.lineNormal') },
          { id: 'weak', text: t('points.lineWeak') },
        ]}
        onChange={(line) => onChange({ ...content, line })}
      />
      <Segments
        label={t('field.defaultLanguage')}
        isLabelSeen
        value={textOf(content, 'defaultLanguage')}
        options={staffLanguages.map((language) => ({ id: language as string, text: languageName(language) }))}
        onChange={(language) => onChange({ ...content, defaultLanguage: language })}
      />
      <Field
        label={t('field.phone')}
        hint={t('points.phoneHint')}
        value={textOf(content, 'phone')}
        inputMode="tel"
        onChange={(phone) => onChange(withValue(content, 'phone', phone))}
        testId="pointPhone"
      />
    </div>
  );
}
