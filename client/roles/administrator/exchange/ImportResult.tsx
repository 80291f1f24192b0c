import { FileSearch } from 'lucide-react';
import type { ImportAnswer, ImportedRecord } from '#shared/exchange/http.ts';
import type { Problem } from '#shared/exchange/problems.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Blank, Section } from '#client/ui/Card.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { State } from '#client/ui/State.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import styles from './Exchange.module.css';
import type { PtvReading } from './ImportForm.tsx';

type Props = { readonly answer: ImportAnswer | null; readonly reading: PtvReading | null };

/** What an import would do, or what stands against it, in full. */
export function ImportResult({ answer, reading }: Props) {
  const { t } = useTexts('exchange');
  return (
    <div className={styles['result']} data-testid="importResult" data-outcome={answer?.outcome}>
      {answer === null && <Blank icon={<FileSearch aria-hidden />}>{t('result.blank')}</Blank>}
      {answer?.outcome === 'conflict' && <Notice kind="warning">{t('result.conflict')}</Notice>}
      {answer?.outcome === 'done' && (
        <Notice kind="good" title={t('result.done')}>
          <p>{t('result.sum', answer)}</p>
          <p>{t('result.undo')}</p>
        </Notice>
      )}
      {answer?.outcome === 'invalid' && <Problems problems={answer.problems} />}
      {answer?.outcome === 'preview' && <Preview preview={answer} />}
      {reading !== null && answer !== null && <Notes reading={reading} />}
    </div>
  );
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTexts('exchange');
  return (
    <>
      <Notice kind="bad" title={t('result.problems', { count: problems.length })} />
      <DataTable
        caption={t('result.problems', { count: problems.length })}
        columns={[
          { id: 'place', title: t('result.place') },
          { id: 'reason', title: t('result.reason') },
        ]}
        rows={problems.map(({ path, code, params }, at) => ({
          id: String(at),
          cells: [<code key="path">{path === '' ? '–' : path}</code>, t(`problem.${code}`, params)],
        }))}
        empty={null}
      />
    </>
  );
}

const kindOf: Record<ImportedRecord['change'], StateKind> = { added: 'good', changed: 'wait', retired: 'off' };

function Preview({ preview }: { readonly preview: Extract<ImportAnswer, { outcome: 'preview' }> }) {
  const { t } = useTexts('exchange');
  const { records, isReordered, concerned, missingTexts } = preview;
  const { waiting, running, booked } = concerned;
  return (
    <>
      {isReordered && <Notice>{t('result.reordered')}</Notice>}
      {waiting + running + booked > 0 && <Notice kind="warning">{t('result.concerned', { waiting, running, booked })}</Notice>}
      <Records records={records} isReordered={isReordered} />
      {missingTexts.length > 0 && (
        <Section title={t('result.missing', { count: missingTexts.length })}>
          <ul className={styles['notes']}>
            {missingTexts.map(({ path, languages }) => (
              <li key={path}>
                <code>{path}</code> {languages.join(', ')}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Records({ records, isReordered }: { readonly records: readonly ImportedRecord[]; readonly isReordered: boolean }) {
  const { t, inLanguage } = useTexts('exchange');
  return (
    <DataTable
      caption={t('result.title')}
      columns={[
        { id: 'thing', title: t('result.thing') },
        { id: 'change', title: t('result.change') },
        { id: 'fields', title: t('result.fields') },
      ]}
      rows={records.map(({ kind, id, change, names, fields }) => ({
        id: `${kind}:${id}`,
        testId: `change-${kind}-${id}`,
        cells: [
          <span key="name" className={styles['thing']}>
            <strong>{names['und'] ?? inLanguage(names)}</strong>
            <span>
              {t(`kind.${kind}`)}, <code>{id}</code>
            </span>
          </span>,
          <State key="change" kind={kindOf[change]}>
            {t(`word.${change}`)}
          </State>,
          <Fields key="fields" fields={fields} />,
        ],
      }))}
      empty={isReordered ? null : <p>{t('result.same')}</p>}
    />
  );
}

/** A value to be read: what is in a list stands beside each other, without the names of its fields. */
const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(shown).join('; ');
  if (typeof value === 'object') return Object.values(value).map(shown).join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const Fields = ({ fields }: Pick<ImportedRecord, 'fields'>) => (
  <dl className={styles['fields']}>
    {fields.map(({ path, before, after }) => (
      <div key={path}>
        <dt>
          <code>{path}</code>
        </dt>
        <dd>
          <del>{shown(before)}</del> <ins>{shown(after)}</ins>
        </dd>
      </div>
    ))}
  </dl>
);

function Notes({ reading: { notes, services, channels } }: { readonly reading: PtvReading }) {
  const { t } = useTexts('exchange');
  return (
    <Section title={t('notes.title')}>
      <p>{t('notes.found', { services, channels })}</p>
      <ul className={styles['notes']} data-testid="ptvNotes">
        {notes.map(({ code, about, value, count }) => (
          <li key={`${code} ${about} ${value}`}>
            <strong>{t(`note.${code}`)}</strong>: {about}
            {value !== '' && `: ${value}`}
            {count > 1 && ` (${count})`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
