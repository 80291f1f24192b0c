import { type FormEvent, useState } from 'react';
import { type AuditFilter, auditFilterSchema } from '#shared/audit/contract.ts';
import { auditOutcomes } from '#shared/audit/entry.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Field } from '#client/ui/Field.tsx';
import styles from './Audit.module.css';

const fields = ['actorId', 'act', 'objectId', 'firstDay', 'lastDay'] as const;
type Written = Readonly<Record<(typeof fields)[number], string>>;

/** What is looked for; an empty field narrows nothing. Null where what was written is no code or day. */
function filterOf(written: Written, outcome: string): AuditFilter | null {
  const wanted = Object.entries({ ...written, outcome: outcome === 'all' ? '' : outcome }).filter(([, value]) => value.trim() !== '');
  return auditFilterSchema.safeParse(Object.fromEntries(wanted)).data ?? null;
}

export function AuditFilters({ onShow }: { readonly onShow: (filter: AuditFilter) => Promise<void> }) {
  const { t } = useTexts('audit');
  const [written, setWritten] = useState<Written>({ actorId: '', act: '', objectId: '', firstDay: '', lastDay: '' });
  const [outcome, setOutcome] = useState<'all' | (typeof auditOutcomes)[number]>('all');
  const filter = filterOf(written, outcome);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (filter !== null) void onShow(filter);
  };
  return (
    <form className={styles['filters']} onSubmit={submit} data-testid="audit-filters">
      {fields.map((name) => (
        <Field
          key={name}
          label={t(`filter.${name}`)}
          value={written[name]}
          testId={`audit-${name}`}
          error={name === 'act' && filter === null ? t('filter.wrong') : null}
          type={name === 'firstDay' || name === 'lastDay' ? 'date' : 'text'}
          onChange={(value) => setWritten((old) => ({ ...old, [name]: value }))}
        />
      ))}
      <Choice
        label={t('filter.outcome')}
        value={outcome}
        options={(['all', ...auditOutcomes] as const).map((id) => ({ id, text: t(`outcome.${id}`) }))}
        onChange={setOutcome}
        testId="audit-outcome"
      />
      <Button type="submit" data-testid="audit-show">
        {t('show')}
      </Button>
    </form>
  );
}
