import type { ChangePreview, Concerned as Counts, RecordConflict } from '#shared/administration/contract.ts';
import type { LooseContent, RecordKind } from '#shared/administration/records.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Section } from '#client/ui/Card.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import styles from './Editing.module.css';

/** A value as one reads it: texts as they are, what is not there as a dash. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return JSON.stringify(value);
}

/** A place in a content in words: the field's name, and the language where it is one. */
export function usePlaceText(): (path: string) => string {
  const { t } = useTexts('catalogue');
  return (path) => {
    const [field = '', ...rest] = path.split('.');
    const name = field === '' ? t('field.whole') : t(`field.${field}`, { defaultValue: field });
    const parts = rest.map((part) => (/^[a-z]{2,3}(-simple)?$/.test(part) ? languageName(part) : part));
    return [name, ...parts].join(', ');
  };
}

/** How a record is called where what it is about is known: by its own name; by its id elsewhere. */
export type RecordTexts = {
  readonly nameOf?: (kind: RecordKind, id: string) => string;
  /** The content as it is being written. */
  readonly contentOf?: (kind: RecordKind, id: string) => LooseContent | undefined;
};
const byId = (_kind: RecordKind, id: string): string => id;

/** Each place that differs, as it is and as it will be; or as it was and became. */
export function Differences({ differences, isMade = false, nameOf = byId }: Pick<ChangePreview, 'differences'> & RecordTexts & { readonly isMade?: boolean }) {
  const { t } = useTexts('catalogue');
  const placeText = usePlaceText();
  if (differences.length === 0) return null;
  return (
    <Section title={t(isMade ? 'changes.differences' : 'take.differences')}>
      <table className={styles['table']} data-testid="differences">
        <thead>
          <tr>
            <th>{t('take.place')}</th>
            <th>{t(isMade ? 'changes.before' : 'take.before')}</th>
            <th>{t(isMade ? 'changes.after' : 'take.after')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ kind, id, path, before, after }) => (
            <tr key={`${kind} ${id} ${path}`}>
              <th scope="row">
                {placeText(path)} <small>{nameOf(kind, id)}</small>
              </th>
              <td>{valueText(before)}</td>
              <td>{path === '' ? t('take.new') : valueText(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const countNames = ['waiting', 'running', 'booked', 'experts', 'terminals'] as const satisfies readonly (keyof Counts)[];

/** Whom the change concerns at this moment. */
export function Concerned({ concerned }: { readonly concerned: Counts }) {
  const { t } = useTexts('catalogue');
  return (
    <Section title={t('take.concerned')}>
      <ul className={styles['counts']} data-testid="concerned">
        {countNames.map((name) => (
          <li key={name} data-count={name}>
            {t(`concerned.${name}`, { count: concerned[name] })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Whether nothing is written there yet: that is what is missing, whatever form it should have. */
function isEmptyAt(content: LooseContent | undefined, path: string): boolean {
  if (content === undefined || path === '' || path.includes('.')) return false;
  const value = content[path];
  return value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** What stands against the change, all of it at once. */
export function Problems({ problems, nameOf = byId, contentOf }: Pick<ChangePreview, 'problems'> & RecordTexts) {
  const { t } = useTexts('catalogue');
  const placeText = usePlaceText();
  if (problems.length === 0) return null;
  return (
    <Notice kind="bad" title={t('take.problems', { count: problems.length })}>
      <ul data-testid="problems">
        {problems.map(({ kind, id, path, reason, detail }) => (
          <li key={`${kind} ${id} ${path} ${reason}`}>
            <strong>{placeText(path)}</strong> <small>{nameOf(kind, id)}</small>:{' '}
            {reason === 'form' && isEmptyAt(contentOf?.(kind, id), path) ? (
              t('problem.empty')
            ) : (
              <>
                {t(`problem.${reason}`)}
                {detail !== undefined && <small> ({detail})</small>}
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Texts that readers of a language will see in another one. */
export function MissingTexts({ missing, nameOf = byId }: { readonly missing: ChangePreview['missingTexts'] } & RecordTexts) {
  const { t } = useTexts('catalogue');
  const placeText = usePlaceText();
  if (missing.length === 0) return null;
  return (
    <Notice kind="warning" title={t('take.missing')}>
      <ul data-testid="missingTexts">
        {missing.map(({ kind, id, path, languages }) => (
          <li key={`${kind} ${id} ${path}`}>
            {placeText(path)} <small>{nameOf(kind, id)}</small>: {languages.map(languageName).join(', ')}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

type ConflictsProps = {
  readonly conflicts: readonly RecordConflict[];
  readonly onMine: (conflict: RecordConflict) => void;
  readonly onTheirs: (conflict: RecordConflict) => void;
};

/** What others have changed meanwhile: nobody overwrites it unseen. */
export function Conflicts({ conflicts, onMine, onTheirs }: ConflictsProps) {
  const { t, language } = useTexts('catalogue');
  return conflicts.map((conflict) => (
    <Notice key={`${conflict.kind} ${conflict.id}`} kind="warning" title={t('conflict.title', { id: conflict.id })}>
      <p>
        {conflict.changedBy === null
          ? t('conflict.unknown')
          : t('conflict.by', { name: conflict.changedBy.displayName, time: clockTime(conflict.changedBy.at, language, true) })}
      </p>
      <div className={styles['bar']}>
        <Button kind="secondary" onPress={() => onTheirs(conflict)} data-testid="conflictTheirs">
          {t('conflict.theirs')}
        </Button>
        <Button kind="secondary" onPress={() => onMine(conflict)} data-testid="conflictMine">
          {t('conflict.mine')}
        </Button>
      </div>
    </Notice>
  ));
}
