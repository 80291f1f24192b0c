import { useState } from 'react';
import { type Actor, actorKinds, actorSchema } from '#shared/contract/actor.ts';
import { shippedLanguages } from '#shared/language.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Panel, Section } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Field } from '#client/ui/Field.tsx';
import { TickCard } from '#client/ui/OptionCard.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { ChangeBar } from '#client/roles/administrator/catalogue/editing/ChangeBar.tsx';
import { useEditing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import styles from './Offer.module.css';

/** What kind of actor each agency is, on which conditions it serves, and where (F101). */
export function Actors(desk: DeskProps) {
  const { t } = useTexts('offer');
  const { agencyName } = useCatalogueTexts(desk.catalogue);
  const editing = useEditing(desk);
  const agencies = editing.all('agency');
  const [chosen, setChosen] = useState<string | null>(null);
  const agency = agencies.find(({ id }) => id === chosen) ?? agencies[0];
  const parsed = actorSchema.safeParse(agency?.content['actor']);
  const actor: Actor = parsed.success ? parsed.data : { kind: 'stateAgency' };
  const put = (next: Actor): void => {
    if (agency !== undefined)
      editing.put('agency', agency.id, { ...agency.content, actor: JSON.parse(JSON.stringify(next)) as (typeof agency.content)[string] });
  };
  return (
    <Panel title={t('actor.title')} foot={<ChangeBar {...desk} editing={editing} />}>
      {agency !== undefined && (
        <div className={styles['form']}>
          <Choice
            label={t('actor.which')}
            value={agency.id}
            options={agencies.map(({ id }) => ({ id, text: agencyName(id as Parameters<typeof agencyName>[0]) }))}
            onChange={setChosen}
          />
          <Choice
            label={t('actor.kind')}
            value={actor.kind}
            options={actorKinds.map((id) => ({ id, text: t(`kind.${id}`) }))}
            onChange={(kind) => put({ ...actor, kind })}
          />
          <Conditions actor={actor} onChange={put} />
          <Where actor={actor} catalogue={desk.catalogue} onChange={put} />
        </div>
      )}
    </Panel>
  );
}

type PartProps = { readonly actor: Actor; readonly onChange: (actor: Actor) => void };

function Conditions({ actor, onChange }: PartProps) {
  const { t } = useTexts('offer');
  const write = (language: string, text: string): void => {
    const { conditions, ...rest } = actor;
    const { [language]: _old, ...others } = conditions ?? {};
    const all = text === '' ? others : { ...others, [language]: text };
    onChange(Object.keys(all).length === 0 ? rest : { ...rest, conditions: all });
  };
  return (
    <Section title={t('actor.conditions')}>
      {shippedLanguages.map((language) => (
        <Field
          key={language}
          label={languageName(language)}
          value={actor.conditions?.[language] ?? ''}
          rows={2}
          maxLength={600}
          onChange={(text) => write(language, text)}
          testId={`conditions-${language}`}
        />
      ))}
    </Section>
  );
}

function Where({ actor, catalogue, onChange }: PartProps & Pick<DeskProps, 'catalogue'>) {
  const { t, inLanguage } = useTexts('offer');
  const { servesAt, ...rest } = actor;
  return (
    <Section title={t('actor.where')}>
      <Segments
        label={t('actor.where')}
        value={servesAt === undefined ? 'everywhere' : 'chosen'}
        options={[
          { id: 'everywhere', text: t('actor.everywhere') },
          { id: 'chosen', text: t('actor.chosen') },
        ]}
        onChange={(next) => onChange(next === 'everywhere' ? rest : { ...rest, servesAt: servesAt ?? [] })}
      />
      {servesAt !== undefined &&
        catalogue.points.map(({ id, names }) => (
          <TickCard
            key={id}
            isOn={servesAt.includes(id)}
            title={inLanguage(names)}
            onChange={(isOn) => onChange({ ...rest, servesAt: isOn ? [...servesAt, id] : servesAt.filter((one) => one !== id) })}
          />
        ))}
    </Section>
  );
}
