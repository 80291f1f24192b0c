import { Eye, Lock, Shield } from 'lucide-react';
import type { ReactNode } from 'react';
import { channels } from '#shared/contract/catalogue.ts';
import { staffLanguages } from '#shared/language.ts';
import type { LooseContent } from '#shared/administration/records.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel, Section } from '#client/ui/Card.tsx';
import { Field } from '#client/ui/Field.tsx';
import { TickCard } from '#client/ui/OptionCard.tsx';
import { Switch } from '#client/ui/Switch.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { objectOf, textOf, textsOf, withText, withValue, wordsOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import { LocalisedRows, type Row } from '#client/roles/administrator/catalogue/editing/LocalisedRows.tsx';
import { RecordState } from '#client/roles/administrator/catalogue/editing/RecordState.tsx';
import type { Editing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import { ValidityFields } from '#client/roles/administrator/catalogue/editing/ValidityFields.tsx';
import { todayOf } from '#client/roles/administrator/catalogue/today.ts';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';
import { CustomerPreview } from './CustomerPreview.tsx';
import { KnowledgeCards } from './KnowledgeCards.tsx';

type Props = DeskProps & { readonly editing: Editing; readonly id: string; readonly foot: ReactNode };

/** One service: its texts in each language, how it is had, when it is in force. */
export function ServiceForm({ view, catalogue, editing, id, foot }: Props) {
  const { t, inLanguage } = useTexts('catalogue');
  const content = editing.content('service', id);
  if (content === undefined) return null;
  const put = (next: LooseContent): void => editing.put('service', id, next);
  const names = textsOf(content, 'names');
  const rows: readonly Row[] = [
    { name: 'names', label: t('field.names') },
    { name: 'description', label: t('field.description'), lines: 2 },
    { name: 'prepare', label: t('field.prepare'), lines: 2 },
    { name: 'keywords', label: t('field.keywords'), isWords: true, isOptional: true },
  ];
  return (
    <Panel
      title={
        <span className={styles['title']}>
          {Object.keys(names).length === 0 ? t('services.unnamed') : inLanguage(names)}
          <RecordState content={content} today={todayOf(view)} now={view.now} isEdited={editing.isEdited('service', id)} look="pill" />
        </span>
      }
      tools={
        <CustomerPreview
          content={content}
          agency={catalogue.agencies.find((one) => one.id === textOf(content, 'agencyId'))}
          trigger={
            <Button kind="quiet" icon={<Eye aria-hidden />} data-testid="asCustomer">
              {t('services.asCustomer')}
            </Button>
          }
        />
      }
      foot={foot}
      data-testid="serviceForm"
    >
      <LocalisedRows content={content} rows={rows} onChange={put} />
      <Channels content={content} onChange={put} />
      <EServices content={content} onChange={put} />
      <Section title={t('validity.title')}>
        <ValidityFields content={content} now={view.now} isNew={editing.isNew('service', id)} onChange={put} />
        <Switch isOn={content['isConfidential'] === true} onChange={(isOn) => put({ ...content, isConfidential: isOn })}>
          <Shield aria-hidden /> {t('services.confidential')}
        </Switch>
        <Switch isOn={content['isEndToEndEncrypted'] === true} onChange={(isOn) => put({ ...content, isEndToEndEncrypted: isOn })}>
          <Lock aria-hidden /> {t('services.encrypted')}
        </Switch>
      </Section>
      <KnowledgeCards content={content} onChange={put} />
    </Panel>
  );
}

type PartProps = { readonly content: LooseContent; readonly onChange: (content: LooseContent) => void };

/** Where the service can be had (F32). */
function Channels({ content, onChange }: PartProps) {
  const { t } = useTexts('catalogue');
  const chosen = wordsOf(content, 'channels');
  return (
    <Section title={t('services.channels')}>
      <div className={styles['ticks']}>
        {channels.map((channel) => (
          <TickCard
            key={channel}
            isOn={chosen.includes(channel)}
            title={t(`channel.${channel}`)}
            testId={`channel-${channel}`}
            onChange={(isOn) => onChange({ ...content, channels: channels.filter((one) => (one === channel ? isOn : chosen.includes(one))) })}
          />
        ))}
      </div>
    </Section>
  );
}

/** Where the same is done without an expert (F12). */
function EServices({ content, onChange }: PartProps) {
  const { t } = useTexts('catalogue');
  const links = textsOf(content, 'eService');
  const put = (language: string, link: string): void =>
    onChange(withValue(content, 'eService', objectOf(withText(content, 'eService', language, link), 'eService')));
  return (
    <Section title={t('services.eService')}>
      <div className={styles['fields']}>
        {staffLanguages.map((language) => (
          <Field
            key={language}
            label={languageName(language)}
            value={links[language] ?? ''}
            inputMode="url"
            placeholder="https://"
            onChange={(link) => put(language, link)}
            testId={`eService-${language}`}
          />
        ))}
      </div>
    </Section>
  );
}
