import { Check, Pencil } from 'lucide-react';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import type { Attention, FormField } from '#shared/forms/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { answerText, isSameAttention, progressOf } from './fieldState.ts';
import styles from './FormLayout.module.css';
import type { OpenedForm } from './useOpenForm.ts';

type Props = OpenedForm & { readonly expertName: string };

/** What the expert shows or asks; else how far the customer has come, with the way to confirm everything at once. */
export function CustomerCard({ client, view, expertName }: Props) {
  const { t } = useTexts('forms');
  const card = useRef<HTMLElement>(null);
  const [isReviewing, setReviewing] = useState(false);
  /** The question that the customer has put off, until the expert asks something else, or asks again. */
  const [putOff, setPutOff] = useState<Attention | null>(null);
  const asked = view.state.attention;
  if (putOff !== null && !isSameAttention(asked, putOff)) setPutOff(null);
  const attention = isSameAttention(asked, putOff) ? null : asked;
  /** The button that was pressed goes away: who uses keys or a screen reader stays here. */
  const focusCard = (): void => card.current?.focus();
  const putOffThis = (): void => {
    setReviewing(false);
    setPutOff(asked);
    focusCard();
  };
  const { open, all } = progressOf(view);
  const field = attention?.kind === 'field' ? view.fields.find(({ fieldId }) => fieldId === attention.fieldId) : undefined;
  const parts = { client, view, focusCard, onPutOff: putOffThis };
  if (field !== undefined && attention?.kind === 'field') {
    const { purpose } = attention;
    return (
      <Card
        ref={card}
        isAsked
        text={purpose === 'ask' ? <Question {...{ view, field, expertName }} /> : <Shown field={field} isExplained={purpose === 'explain'} />}
      >
        {purpose === 'ask' && <QuestionButtons key={field.fieldId} {...parts} field={field} />}
      </Card>
    );
  }
  if ((attention?.kind === 'all' || isReviewing) && open.length > 0)
    return (
      <Card ref={card} isAsked text={<h2>{t('customer.areRight')}</h2>}>
        <Review {...parts} open={open} onDone={() => setReviewing(false)} />
      </Card>
    );
  const begin = (): void => {
    setReviewing(true);
    focusCard();
  };
  return (
    <Card ref={card} text={<p>{all > 0 && open.length === 0 ? t('customer.allConfirmed') : t('customer.wait', { name: expertName })}</p>}>
      {open.length > 0 && (
        <div className={styles['answers']}>
          <Button kind="secondary" size="large" icon={<Check aria-hidden />} onPress={begin}>
            {t('customer.confirmAll')}
          </Button>
        </div>
      )}
    </Card>
  );
}

type CardProps = { readonly ref: Ref<HTMLElement>; readonly isAsked?: boolean; readonly text: ReactNode; readonly children: ReactNode };

/** The same elements for whatever it says: only a change within what is there is announced. */
const Card = ({ ref, isAsked = false, text, children }: CardProps) => (
  <section ref={ref} className={styles['card']} data-asked={isAsked || undefined} tabIndex={-1} data-part="card" data-testid="formCard">
    <div className={styles['said']} aria-live="polite">
      {text}
    </div>
    {children}
  </section>
);

/** Puts the caret where the answer is changed. */
const goTo = (fieldId: string): void =>
  document.querySelector<HTMLElement>(`[data-field="${CSS.escape(fieldId)}"] :is(input, textarea, select, button)`)?.focus();

type FieldProps = Pick<OpenedForm, 'view'> & { readonly field: FormField };

/** What the expert points at, and what it means. */
function Shown({ field, isExplained }: Pick<FieldProps, 'field'> & { readonly isExplained: boolean }) {
  const { t } = useTexts('forms');
  return (
    <>
      <h2>
        {t('customer.look')}: <strong>{field.label}</strong>
      </h2>
      {isExplained && field.help !== '' && <p>{field.help}</p>}
    </>
  );
}

/** Whether one answer is right. */
function Question({ view, field, expertName }: FieldProps & { readonly expertName: string }) {
  const { t } = useTexts('forms');
  const { fieldId, label } = field;
  const text = answerText(field, view.answers.get(fieldId) ?? '', { ticked: t('field.ticked'), signed: t('field.signed') });
  const isByExpert = Object.hasOwn(view.state.filled, fieldId) && view.state.filled[fieldId]?.last === 'expert';
  return (
    <>
      <h2>
        {t('customer.isRight')} <strong>{label}</strong>
      </h2>
      {isByExpert && (
        <p className={styles['by']}>
          <Pencil aria-hidden /> {t('customer.filledByExpert', { name: expertName })}
        </p>
      )}
      <p className={styles['value']}>{text === '' ? t('state.empty') : text}</p>
    </>
  );
}

type AnsweringProps = Pick<OpenedForm, 'client' | 'view'> & { readonly focusCard: () => void; readonly onPutOff: () => void };

function QuestionButtons({ client, view, field: { fieldId }, focusCard, onPutOff }: AnsweringProps & { readonly field: FormField }) {
  const { t } = useTexts('forms');
  const confirm = (): void => {
    focusCard();
    void client.confirm([fieldId]);
  };
  const change = (): void => {
    onPutOff();
    goTo(fieldId);
  };
  return (
    <div className={styles['answers']}>
      <Button size="large" icon={<Check aria-hidden />} isDisabled={!view.answers.has(fieldId)} onPress={confirm}>
        {t('customer.yes')}
      </Button>
      <Button kind="secondary" size="large" icon={<Pencil aria-hidden />} onPress={change}>
        {t('customer.no')}
      </Button>
    </div>
  );
}

type ReviewProps = AnsweringProps & { readonly open: readonly FormField[]; readonly onDone: () => void };

/** All answers that are not confirmed yet, to be confirmed together. */
function Review({ client, view, open, focusCard, onPutOff, onDone }: ReviewProps) {
  const { t } = useTexts('forms');
  const words = { ticked: t('field.ticked'), signed: t('field.signed') };
  const confirm = async (): Promise<void> => {
    focusCard();
    if (await client.confirm(open.map(({ fieldId }) => fieldId))) onDone();
  };
  return (
    <>
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
    </>
  );
}
