import { Plus } from 'lucide-react';
import type { LooseContent } from '#shared/administration/records.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { textOf, textsOf, withValue, wordsOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import { LocalisedRows } from '#client/roles/administrator/catalogue/editing/LocalisedRows.tsx';
import type { Editing, Known } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import { ValidityFields } from '#client/roles/administrator/catalogue/editing/ValidityFields.tsx';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Card, Panel } from '#client/ui/Card.tsx';
import { TickCard } from '#client/ui/OptionCard.tsx';

type Props = Pick<DeskProps, 'view' | 'catalogue'> & { readonly editing: Editing; readonly agencyId: string };

/** An agency's regional offices: the points that each serves first, and the offices that help it. */
export function Units({ view, catalogue, editing, agencyId }: Props) {
  const { t, inLanguage } = useTexts('catalogue');
  const units = editing.all('unit').filter(({ content }) => textOf(content, 'agencyId') === agencyId);
  const add = (): void => {
    const id = `${agencyId.slice(0, 40)}-${crypto.randomUUID().slice(0, 8)}`;
    editing.put('unit', id, { id, agencyId, names: {}, points: [], neighbours: [] }, null);
  };
  const points = catalogue.points.map(({ id, names }) => ({ id: id as string, name: inLanguage(names) }));
  return (
    <Panel
      title={t('units.title')}
      tools={
        <Button kind="secondary" icon={<Plus aria-hidden />} onPress={add} data-testid="newUnit">
          {t('units.new')}
        </Button>
      }
      data-testid="units"
    >
      <p>{units.length === 0 ? t('units.none') : t('units.text')}</p>
      {units.map(({ id, content }) => (
        <Card key={id}>
          <LocalisedRows content={content} rows={[{ name: 'names', label: t('field.names') }]} onChange={(next) => editing.put('unit', id, next)} />
          <Ticks title={t('units.points')} name="points" options={points} content={content} onChange={(next) => editing.put('unit', id, next)} />
          <Ticks
            title={t('units.neighbours')}
            name="neighbours"
            options={units.filter((one) => one.id !== id).map((one) => ({ id: one.id, name: nameOf(one, inLanguage) }))}
            content={content}
            onChange={(next) => editing.put('unit', id, next)}
          />
          <ValidityFields content={content} now={view.now} isNew={editing.isNew('unit', id)} onChange={(next) => editing.put('unit', id, next)} />
        </Card>
      ))}
    </Panel>
  );
}

const nameOf = ({ id, content }: Known, inLanguage: (texts: Readonly<Record<string, string>>) => string): string => {
  const names = textsOf(content, 'names');
  return Object.keys(names).length === 0 ? id : inLanguage(names);
};

type TicksProps = {
  readonly title: string;
  readonly name: 'points' | 'neighbours';
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly content: LooseContent;
  readonly onChange: (content: LooseContent) => void;
};

/** Which of them the record names. */
function Ticks({ title, name, options, content, onChange }: TicksProps) {
  const chosen = wordsOf(content, name);
  if (options.length === 0) return null;
  return (
    <fieldset className={styles['ticks']}>
      <legend>{title}</legend>
      {options.map((option) => (
        <TickCard
          key={option.id}
          isOn={chosen.includes(option.id)}
          title={option.name}
          onChange={(isOn) => onChange(withValue(content, name, isOn ? [...chosen, option.id] : chosen.filter((one) => one !== option.id)))}
        />
      ))}
    </fieldset>
  );
}
