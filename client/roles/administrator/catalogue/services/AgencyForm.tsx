import type { ReactNode } from 'react';
import type { LooseContent } from '#shared/administration/records.ts';
import { termNames } from '#shared/contract/catalogue.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Panel, Section } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Field } from '#client/ui/Field.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { withShortNames } from './newRecords.ts';
import { objectOf, textOf, textsOf, withValue } from '#client/roles/administrator/catalogue/editing/content.ts';
import { LocalisedRows } from '#client/roles/administrator/catalogue/editing/LocalisedRows.tsx';
import { RecordState } from '#client/roles/administrator/catalogue/editing/RecordState.tsx';
import type { Editing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import { ValidityFields } from '#client/roles/administrator/catalogue/editing/ValidityFields.tsx';
import { todayOf } from '#client/roles/administrator/catalogue/today.ts';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';
import { Codes } from './Codes.tsx';

type Props = DeskProps & { readonly editing: Editing; readonly id: string; readonly foot: ReactNode };
const none = '-';

/** The agency itself: its names, how it is reached without video, its codes and words, and which one it goes on from. */
export function AgencyForm({ view, catalogue, editing, id, foot }: Props) {
  const { t, inLanguage } = useTexts('catalogue');
  const content = editing.content('agency', id);
  if (content === undefined) return null;
  const put = (next: LooseContent): void => editing.put('agency', id, next);
  const names = textsOf(content, 'names');
  const ways = objectOf(content, 'otherWays');
  const predecessors = [
    ...catalogue.agencies.filter((one) => one.id !== id).map((one) => ({ id: one.id as string, text: inLanguage(one.names) })),
    ...(catalogue.former ?? []).filter((one) => one.kind === 'agency' && one.id !== id).map((one) => ({ id: one.id, text: inLanguage(one.names) })),
  ];
  return (
    <Panel
      title={
        <span className={styles['title']}>
          {Object.keys(names).length === 0 ? t('services.unnamedAgency') : inLanguage(names)}
          <RecordState content={content} today={todayOf(view)} now={view.now} isEdited={editing.isEdited('agency', id)} look="pill" />
        </span>
      }
      foot={foot}
      data-testid="agencyForm"
    >
      <LocalisedRows
        content={content}
        rows={[
          { name: 'names', label: t('field.names') },
          { name: 'shortNames', label: t('field.shortNames') },
          { name: 'description', label: t('field.description'), lines: 2 },
        ]}
        onChange={(next) => put(editing.isNew('agency', id) ? withShortNames(content, next) : next)}
      />
      <Section title={t('agency.otherWays')}>
        <div className={styles['fields']}>
          <Field
            label={t('agency.phone')}
            value={textOf(ways, 'phone')}
            inputMode="tel"
            onChange={(phone) => put({ ...content, otherWays: withValue(ways, 'phone', phone) })}
          />
          <Field
            label={t('agency.web')}
            value={textOf(ways, 'web')}
            inputMode="url"
            onChange={(web) => put({ ...content, otherWays: withValue(ways, 'web', web) })}
          />
          <Field
            label={t('agency.caseLink')}
            hint={t('agency.caseLinkHint')}
            value={textOf(content, 'caseLink')}
            inputMode="url"
            onChange={(link) => put(withValue(content, 'caseLink', link))}
          />
        </div>
      </Section>
      <Codes name="outcomes" title={t('agency.outcomes')} content={content} onChange={put} />
      <Codes name="referrals" title={t('agency.referrals')} content={content} onChange={put} />
      <Section title={t('agency.terms')}>
        <LocalisedRows
          content={objectOf(content, 'terms')}
          rows={termNames.map((name) => ({ name, label: t(`term.${name}`), isOptional: true }))}
          onChange={(terms) => {
            const kept = Object.entries(terms).filter(([name]) => Object.keys(textsOf(terms, name)).length > 0);
            put(withValue(content, 'terms', Object.fromEntries(kept)));
          }}
        />
      </Section>
      <Section title={t('validity.title')}>
        <ValidityFields content={content} now={view.now} isNew={editing.isNew('agency', id)} onChange={put} />
        <Choice
          label={t('agency.succeeds')}
          value={textOf(content, 'succeeds') === '' ? none : textOf(content, 'succeeds')}
          options={[{ id: none, text: t('agency.succeedsNone') }, ...predecessors]}
          onChange={(chosen) => put(withValue(content, 'succeeds', chosen === none ? undefined : chosen))}
        />
      </Section>
    </Panel>
  );
}
