import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { RecordKind } from '#shared/administration/records.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Panel } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { textOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import { ChangeBar, Drafts } from '#client/roles/administrator/catalogue/editing/ChangeBar.tsx';
import { useEditing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';
import { AgencyForm } from './AgencyForm.tsx';
import { newAgency, newService } from './newRecords.ts';
import { ServiceForm } from './ServiceForm.tsx';
import { ServiceList } from './ServiceList.tsx';

type Chosen = { readonly kind: Extract<RecordKind, 'agency' | 'service'>; readonly id: string };

/** The agencies and services that the administrator looks after (mock-up 50). */
export function ServicesSection(desk: DeskProps) {
  const { view, catalogue } = desk;
  const { t, inLanguage } = useTexts('catalogue');
  const editing = useEditing(desk);
  const [agencyId, setAgencyId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (!editing.isKnown) return <Loading />;
  const agencies = editing.all('agency');
  const agency = agencies.find(({ id }) => id === agencyId) ?? agencies[0];
  if (agency === undefined) return <Blank icon={null}>{t('services.none')}</Blank>;
  const services = editing.all('service').filter(({ content }) => textOf(content, 'agencyId') === agency.id);
  const shown = chosen ?? (services[0] === undefined ? null : { kind: 'service' as const, id: services[0].id });
  const isNation = view.administrator.scope.kind === 'nation';
  const addService = (): void => {
    const content = newService(agency.id);
    editing.put('service', textOf(content, 'id'), content, null);
    setChosen({ kind: 'service', id: textOf(content, 'id') });
  };
  const addAgency = (): void => {
    const content = newAgency();
    const id = textOf(content, 'id');
    const first = newService(id);
    editing.put('agency', id, content, null);
    editing.put('service', textOf(first, 'id'), first, null);
    setAgencyId(id);
    setChosen({ kind: 'agency', id });
  };
  const nameOf = (id: string): string => {
    const names = catalogue.agencies.find((one) => one.id === id)?.shortNames;
    return names === undefined ? id : inLanguage(names);
  };
  return (
    <div className={styles['split']}>
      <Panel
        title={t('services.title')}
        isFlush
        tools={
          <>
            {isNation && (
              <Button kind="quiet" icon={<Plus aria-hidden />} onPress={addAgency} data-testid="newAgency">
                {t('services.newAgency')}
              </Button>
            )}
            <Button kind="secondary" icon={<Plus aria-hidden />} onPress={addService} data-testid="newService">
              {t('services.new')}
            </Button>
          </>
        }
      >
        {agencies.length > 1 && (
          <div className={styles['filter']}>
            <Choice
              label={t('services.agency')}
              value={agency.id}
              options={agencies.map(({ id }) => ({ id, text: nameOf(id) }))}
              testId="chooseAgency"
              onChange={(id) => {
                setAgencyId(id);
                setChosen(null);
              }}
            />
          </div>
        )}
        <ServiceList view={view} editing={editing} agency={agency} services={services} chosen={shown} onChoose={setChosen} />
        <Drafts editing={editing} />
      </Panel>
      {shown?.kind === 'agency' && <AgencyForm key={shown.id} {...desk} editing={editing} id={shown.id} foot={<ChangeBar {...desk} editing={editing} />} />}
      {shown?.kind === 'service' && <ServiceForm key={shown.id} {...desk} editing={editing} id={shown.id} foot={<ChangeBar {...desk} editing={editing} />} />}
    </div>
  );
}
