import { Landmark, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RecordKind } from '#shared/administration/records.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Panel } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { textOf, textsOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import { ChangeBar, Drafts } from '#client/roles/administrator/catalogue/editing/ChangeBar.tsx';
import { type Editing, useEditing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';
import { AgencyForm } from './AgencyForm.tsx';
import { newAgency, newService } from './newRecords.ts';
import { ServiceForm } from './ServiceForm.tsx';
import { ServiceList } from './ServiceList.tsx';

type Chosen = { readonly kind: Extract<RecordKind, 'agency' | 'service'>; readonly id: string };

/** The agencies and services that the administrator looks after (mock-up 50). */
export function ServicesSection(desk: DeskProps) {
  const { view } = desk;
  const { t } = useTexts('catalogue');
  const editing = useEditing(desk);
  const [agencyId, setAgencyId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (!editing.isKnown) return <Loading />;
  const agencies = editing.all('agency');
  const agency = agencies.find(({ id }) => id === agencyId) ?? agencies[0];
  const isNation = view.administrator.scope.kind === 'nation';
  const addAgency = (): void => {
    const content = newAgency();
    const id = textOf(content, 'id');
    const first = newService(id);
    editing.put('agency', id, content, null);
    editing.put('service', textOf(first, 'id'), first, null);
    setAgencyId(id);
    setChosen({ kind: 'agency', id });
  };
  const newAgencyButton = (kind: 'primary' | 'quiet'): ReactNode =>
    isNation && (
      <Button kind={kind} icon={<Plus aria-hidden />} onPress={addAgency} data-testid="newAgency">
        {t('services.newAgency')}
      </Button>
    );
  if (agency === undefined)
    return (
      <Panel title={t('services.title')} foot={<Drafts editing={editing} />}>
        <Blank icon={<Landmark aria-hidden />}>
          <p>{t(isNation ? 'services.noAgency' : 'services.none')}</p>
          {newAgencyButton('primary')}
        </Blank>
      </Panel>
    );
  const services = editing.all('service').filter(({ content }) => textOf(content, 'agencyId') === agency.id);
  const shown = chosen ?? (services[0] === undefined ? null : { kind: 'service' as const, id: services[0].id });
  const addService = (): void => {
    const content = newService(agency.id);
    editing.put('service', textOf(content, 'id'), content, null);
    setChosen({ kind: 'service', id: textOf(content, 'id') });
  };
  return (
    <div className={styles['split']}>
      <Panel
        title={t('services.title')}
        isFlush
        tools={
          <>
            {newAgencyButton('quiet')}
            <Button kind="secondary" icon={<Plus aria-hidden />} onPress={addService} data-testid="newService">
              {t('services.new')}
            </Button>
          </>
        }
      >
        {agencies.length > 1 && (
          <AgencyChoice
            editing={editing}
            value={agency.id}
            onChange={(id) => {
              setAgencyId(id);
              setChosen(null);
            }}
          />
        )}
        <ServiceList view={view} editing={editing} agency={agency} services={services} chosen={shown} onChoose={setChosen} />
        <Drafts editing={editing} />
      </Panel>
      {shown?.kind === 'agency' && <AgencyForm key={shown.id} {...desk} editing={editing} id={shown.id} foot={<ChangeBar {...desk} editing={editing} />} />}
      {shown?.kind === 'service' && <ServiceForm key={shown.id} {...desk} editing={editing} id={shown.id} foot={<ChangeBar {...desk} editing={editing} />} />}
    </div>
  );
}

type ChoiceProps = { readonly editing: Editing; readonly value: string; readonly onChange: (id: string) => void };

function AgencyChoice({ editing, value, onChange }: ChoiceProps) {
  const { t, inLanguage } = useTexts('catalogue');
  const options = editing.all('agency').map(({ id, content }) => {
    const names = textsOf(content, 'shortNames');
    return { id, text: Object.keys(names).length === 0 ? t('services.unnamedAgency') : inLanguage(names) };
  });
  return (
    <div className={styles['filter']}>
      <Choice label={t('services.agency')} value={value} options={options} testId="chooseAgency" onChange={onChange} />
    </div>
  );
}
