import { useState } from 'react';
import type { LooseContent } from '#shared/administration/records.ts';
import { openingHoursSchema } from '#shared/contract/catalogue.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { ChangeBar, Drafts } from '#client/roles/administrator/catalogue/editing/ChangeBar.tsx';
import { textOf, textsOf, withValue } from '#client/roles/administrator/catalogue/editing/content.ts';
import { type Editing, useEditing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Blank, Panel } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { OptionCards } from '#client/ui/OptionCard.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { Exceptions } from './Exceptions.tsx';
import { type Hours, without } from './hoursOf.ts';
import { MonthOf } from './MonthOf.tsx';
import { WeekOf } from './WeekOf.tsx';
import styles from './Hours.module.css';

const kinds = ['agency', 'service', 'point'] as const;
type Kind = (typeof kinds)[number];

const hoursIn = (content: LooseContent | undefined): Hours | null => openingHoursSchema.safeParse(content?.['opening']).data ?? null;

/** Opening hours of agencies, services and points, with their exceptions (mock-up 51). */
export function HoursSection(desk: DeskProps) {
  const { t } = useTexts('catalogue');
  const editing = useEditing(desk);
  const [wanted, setKind] = useState<Kind | null>(null);
  const [wantedId, setId] = useState<string | null>(null);
  if (!editing.isKnown) return <Loading />;
  const offered = kinds.filter((kind) => editing.all(kind).length > 0);
  const kind = wanted ?? offered[0];
  const records = kind === undefined ? [] : editing.all(kind);
  const record = records.find(({ id }) => id === wantedId) ?? records[0];
  if (kind === undefined || record === undefined) return <Blank icon={null}>{t('hours.none')}</Blank>;
  return (
    <div className={styles['section']}>
      <div className={styles['head']}>
        <h2>{t('hours.title')}</h2>
        <Segments
          label={t('hours.of')}
          value={kind}
          options={offered.map((id) => ({ id, text: t(`hours.kind.${id}`) }))}
          onChange={(next) => {
            setKind(next);
            setId(null);
          }}
        />
        <RecordChoice editing={editing} kind={kind} value={record.id} onChange={setId} />
      </div>
      <Drafts editing={editing} />
      <HoursOf key={`${kind} ${record.id}`} desk={desk} editing={editing} kind={kind} id={record.id} />
    </div>
  );
}

type ChoiceProps = { readonly editing: Editing; readonly kind: Kind; readonly value: string; readonly onChange: (id: string) => void };

function RecordChoice({ editing, kind, value, onChange }: ChoiceProps) {
  const { t, inLanguage } = useTexts('catalogue');
  const options = editing.all(kind).map(({ id, content }) => {
    const names = textsOf(content, 'names');
    return { id, text: Object.keys(names).length === 0 ? id : inLanguage(names) };
  });
  return <Choice label={t(`hours.kind.${kind}`)} value={value} options={options} testId="hoursOf" onChange={onChange} />;
}

type OfProps = { readonly desk: DeskProps; readonly editing: Editing; readonly kind: Kind; readonly id: string };

function HoursOf({ desk, editing, kind, id }: OfProps) {
  const { t } = useTexts('catalogue');
  const content = editing.content(kind, id);
  if (content === undefined) return null;
  const hours = hoursIn(content);
  const agency = kind === 'service' ? hoursIn(agencyContent(editing, desk, textOf(content, 'agencyId'))) : null;
  const put = (next: Hours | null): void => editing.put(kind, id, withValue(content, 'opening', next === null ? undefined : without(next)));
  return (
    <div className={styles['columns']}>
      <div className={styles['column']}>
        <WeekOf hours={hours} onChange={put} />
        {hours !== null && <Exceptions act={desk.act} view={desk.view} hours={hours} onChange={put} />}
      </div>
      <div className={styles['column']}>
        <MonthOf view={desk.view} all={[hours, agency].filter((one) => one !== null)} />
        <Panel title={t('field.whenClosing')} foot={<ChangeBar {...desk} editing={editing} />}>
          {kind === 'agency' ? (
            <OptionCards
              label={t('field.whenClosing')}
              isLabelSeen={false}
              value={textOf(content, 'whenClosing') === 'endWaiting' ? 'endWaiting' : 'serveWaiting'}
              onChange={(rule) => editing.put(kind, id, { ...content, whenClosing: rule })}
              options={[
                { id: 'serveWaiting', title: t('closing.serveWaiting'), text: t('closing.serveWaitingText') },
                { id: 'endWaiting', title: t('closing.endWaiting'), text: t('closing.endWaitingText') },
              ]}
            />
          ) : (
            <p>{kind === 'service' ? t('hours.withinAgency') : t('hours.withinPoint')}</p>
          )}
        </Panel>
      </div>
    </div>
  );
}

/** A service's agency may be outside what one may change; its hours are public. */
const agencyContent = (editing: Editing, { catalogue }: DeskProps, agencyId: string): LooseContent | undefined => {
  const known = editing.content('agency', agencyId);
  if (known !== undefined) return known;
  const opening = catalogue.agencies.find(({ id }) => id === agencyId)?.opening;
  return opening === undefined ? undefined : { opening: without(opening) };
};
