import { Route } from 'lucide-react';
import { useState } from 'react';
import type { LooseContent } from '#shared/administration/records.ts';
import { type RoutingSettings, defaultRouting, routingSettingsSchema } from '#shared/contract/catalogue.ts';
import { type AgencyId } from '#shared/ids.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { ChangeBar, Drafts } from '#client/roles/administrator/catalogue/editing/ChangeBar.tsx';
import { objectOf, textsOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import { useEditing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Blank, Panel, Section } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { OptionCards } from '#client/ui/OptionCard.tsx';
import { Units } from './Units.tsx';
import { WhatIf } from './WhatIf.tsx';

/** Settings as far as they are whole; the usual ones otherwise. */
const settingsOf = (content: LooseContent): RoutingSettings => routingSettingsSchema.safeParse(objectOf(content, 'routing')).data ?? defaultRouting;

const waits = ['relaxLanguageAfterMs', 'relaxUnitAfterMs', 'relaxPoolAfterMs'] as const;

/** How an agency's calls find their experts, and what other settings would have done. */
export function RoutingSection(desk: DeskProps) {
  const { act } = desk;
  const { t, inLanguage } = useTexts('catalogue');
  const editing = useEditing(desk);
  const [wanted, setWanted] = useState<string | null>(null);
  if (!editing.isKnown) return <Loading />;
  const agencies = editing.all('agency');
  const agency = agencies.find(({ id }) => id === wanted) ?? agencies[0];
  if (agency === undefined) return <Blank icon={<Route aria-hidden />}>{t('services.none')}</Blank>;
  const settings = settingsOf(agency.content);
  const put = (next: RoutingSettings): void => editing.put('agency', agency.id, { ...agency.content, routing: { ...next } });
  const nameOf = (staffId: string): string => {
    const name = editing.content('staff', staffId)?.['displayName'];
    return typeof name === 'string' ? name : staffId;
  };
  return (
    <div className={styles['halves']}>
      <Panel title={t('routing.title')} foot={<ChangeBar {...desk} editing={editing} />} data-testid="routing">
        <Choice
          label={t('services.agency')}
          value={agency.id}
          options={agencies.map(({ id, content }) => ({
            id,
            text: Object.keys(textsOf(content, 'names')).length === 0 ? id : inLanguage(textsOf(content, 'names')),
          }))}
          testId="routingOf"
          onChange={setWanted}
        />
        <Drafts editing={editing} />
        <OptionCards
          label={t('routing.choice')}
          value={settings.choice}
          onChange={(choice) => put({ ...settings, choice })}
          testIdOf={(id) => `choice-${id}`}
          options={[
            { id: 'longestIdle', title: t('routing.longestIdle'), text: t('routing.longestIdleText') },
            { id: 'fewestCalls', title: t('routing.fewestCalls'), text: t('routing.fewestCallsText') },
          ]}
        />
        <Section title={t('routing.widening')}>
          <div className={styles['fields']}>
            {waits.map((name) => (
              <Field
                key={name}
                label={t(`routing.${name}`)}
                value={String(settings[name] / 1_000)}
                inputMode="numeric"
                testId={name}
                onChange={(text) => /^\d{1,4}$/.test(text) && Number(text) <= 3_600 && put({ ...settings, [name]: Number(text) * 1_000 })}
              />
            ))}
          </div>
        </Section>
      </Panel>
      <div className={styles['column']}>
        <WhatIf key={agency.id} act={act} agencyId={agency.id as AgencyId} settings={settings} nameOf={nameOf} />
        <Units {...desk} editing={editing} agencyId={agency.id} />
      </div>
    </div>
  );
}
