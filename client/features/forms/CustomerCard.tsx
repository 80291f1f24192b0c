import { Check, Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { FormField } from '#shared/forms/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { answerText, progressOf } from './fieldState.ts';
import styles from './FormLayout.module.css';
import type { OpenedForm } from './useOpenForm.ts';

type Props = OpenedForm & { readonly expertName: string };

/** What the expert shows or asks; else how far the customer has come, with the way to confirm everything at once. */
export function CustomerCard({ client, view, expertName }: Props) {
  const { t } = useTexts('forms');
  const [isReviewing, setReviewing] = useState(false);
  /** The question that the customer has put off. */
  const [putOff, setPutOff] = useState<unknown>(null);
  const attention = view.state.attention === putOff ? null : view.state.attention;
  const putOffThis = (): void => {
    setReviewing(false);
    setPutOff(view.state.attention);
  };
  const { open, all } = progressOf(view);
  const field = attention?.kind === 'field' ? view.fields.find(({ fieldId }) => fieldId === attention.fieldId) : undefined;
  if (field !== undefined && attention?.kind === 'field') {
    if (attention.purpose === 'ask') return <Question key={field.fieldId} {...{ client, view, field, expertName, onPutOff: putOffThis }} />;
    return (
      <Card isAsked>
        <h2>
          {t('customer.look')}: <strong>{field.label}</strong>
        </h2>
        {attention.purpose === 'explain' && field.help !== '' && <p>{field.help}</p>}
      </Card>
    );
  }
  if ((attention?.kind === 'all' || isReviewing) && open.length > 0)
    return <Review {...{ client, view, open, onPutOff: putOffThis, onDone: () => setReviewing(false) }} />;
  return (
    <Card>
      <p role="status">{all > 0 && open.length === 0 ? t('customer.allConfirmed') : t('customer.wait', { name: expertName })}</p>
      {open.length > 0 && (
        <div className={styles['answers']}>
          <Button kind="secondary" size="large" icon={<Check aria-hidden />} onPress={() => setReviewing(true)}>
            {t('customer.confirmAll')}
          </Button>
        </div>
      )}
    </Card>
  );
}

const Card = ({ isAsked = false, children }: { readonly isAsked?: boolean; readonly children: ReactNode }) => (
  <section className={styles['card']} data-asked={isAsked || undefined} aria-live="polite" data-part="card" data-testid="formCard">
    {children}
  </section>
);

/** Puts the caret where the answer is changed. */
const goTo = (fieldId: string): void =>
  document.querySelector<HTMLElement>(`[data-field="${CSS.escape(fieldId)}"] :is(input, textarea, select, button)`)?.focus();

type QuestionProps = Pick<OpenedForm, 'client' | 'view'> & { readonly field: FormField; readonly expertName: string; readonly onPutOff: () => void };

function Question({ client, view, field, expertName, onPutOff }: QuestionProps) {
  const { t } = useTexts('forms');
  const { fieldId, label } = field;
  const value = view.answers.get(fieldId) ?? '';
  const text = answerText(field, value, { ticked: t('field.ticked'), signed: t('field.signed') });
  const isByExpert = Object.hasOwn(view.state.filled, fieldId) && view.state.filled[fieldId]?.last === 'expert';
  return (
    <Card isAsked>
      <h2>
        {t('customer.isRight')} <strong>{label}</strong>
      </h2>
      {isByExpert && (
        <p className={styles['by']}>
          <Pencil aria-hidden /> {t('customer.filledByExpert', { name: expertName })}
        </p>
      )}
      <p className={styles['value']}>{text === '' ? t('state.empty') : text}</p>
      <div className={styles['answers']}>
        <Button size="large" icon={<Check aria-hidden />} isDisabled={value === ''} onPress={() => void client.confirm([fieldId])}>
          {t('customer.yes')}
        </Button>
        <Button
          kind="secondary"
          size="large"
          icon={<Pencil aria-hidden />}
          onPress={() => {
            onPutOff();
            goTo(fieldId);
          }}
        >
          {t('customer.no')}
        </Button>
      </div>
    </Card>
  );
}

type ReviewProps = Pick<OpenedForm, 'client' | 'view'> & { readonly open: readonly FormField[]; readonly onPutOff: () => void; readonly onDone: () => void };

/** All answers that are not confirmed yet, to be confirmed together. */
function Review({ client, view, open, onPutOff, onDone }: ReviewProps) {
  const { t } = useTexts('forms');
  const words = { ticked: t('field.ticked'), signed: t('field.signed') };
  const confirm = async (): Promise<void> => {
    if (await client.confirm(open.map(({ fieldId }) => fieldId))) onDone();
  };
  return (
    <Card isAsked>
      <h2>{t('customer.areRight')}</h2>
      <div className={styles['answers']}>
        <Button size="large" icon={<Check aria-hidden />} onPress={() => void confirm()}>
          {t('customer.yes')}
        </Button>
        <Button kind="secondary" size="large" onPress={onPutOff}>
          {t('customer.later')}
        </Button>
      </div>
      <dl className={styles['list']}>
        {open.map((field) => (
          <div key={field.fieldId}>
            <dt>{field.label}</dt>
            <dd>{answerText(field, view.answers.get(field.fieldId) ?? '', words)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
