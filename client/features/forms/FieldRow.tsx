import { Check, CircleDashed, Hand, HelpCircle, LocateFixed, Pencil, TriangleAlert } from 'lucide-react';
import type { Attention, FormField } from '#shared/forms/contract.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import styles from './FormDesk.module.css';
import { type FieldState, answerText, fieldStateOf } from './fieldState.ts';
import type { FormView } from './formClient.ts';

const icons = {
  empty: CircleDashed,
  filled: Pencil,
  confirmed: Check,
  withdrawn: Pencil,
  asked: Hand,
  pointed: LocateFixed,
  tooLong: TriangleAlert,
  noDay: TriangleAlert,
} as const satisfies Record<FieldState, unknown>;
/** Colours of the states, as everywhere. */
const kinds = { empty: 'off', filled: 'wait', confirmed: 'good', withdrawn: 'wait', asked: 'ring', pointed: 'ring', tooLong: 'bad', noDay: 'bad' } as const;

type Props = {
  readonly field: FormField;
  readonly view: FormView;
  readonly onShow: (purpose: Extract<Attention, { kind: 'field' }>['purpose']) => void;
  readonly onStop: () => void;
};

/** One field as the expert sees it: the answer, how it stands, and what can be asked of the customer. */
export function FieldRow({ field, view, onShow, onStop }: Props) {
  const { t } = useTexts('forms');
  const { fieldId, label, help } = field;
  const state = fieldStateOf(field, view);
  const value = view.answers.get(fieldId) ?? '';
  const text = answerText(field, value, { ticked: t('field.ticked'), signed: t('field.signed') });
  const Icon = icons[state];
  const isShown = state === 'asked' || state === 'pointed';
  return (
    <li className={styles['row']} data-state={kinds[state]} data-testid={`formField-${fieldId}`}>
      <Icon aria-hidden className={styles['sign']} />
      <div className={styles['words']}>
        <p>
          <strong>{text === '' ? label : `${label}: ${text}`}</strong>
        </p>
        <p className={styles['state']}>
          <StateText field={field} view={view} state={state} />
        </p>
      </div>
      <div className={styles['buttons']}>
        {isShown ? (
          <Button kind="quiet" onPress={onStop}>
            {t('expert.stop')}
          </Button>
        ) : (
          <>
            {help !== '' && (
              <Button kind="quiet" icon={<HelpCircle aria-hidden />} aria-label={t('expert.explain', { label })} onPress={() => onShow('explain')} />
            )}
            <Button kind="quiet" icon={<LocateFixed aria-hidden />} aria-label={t('expert.point', { label })} onPress={() => onShow('point')} />
            {(state === 'filled' || state === 'withdrawn') && (
              <Button kind="secondary" aria-label={t('expert.askNamed', { label })} onPress={() => onShow('ask')}>
                {t('expert.ask')}
              </Button>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function StateText({ field, view, state }: Pick<Props, 'field' | 'view'> & { readonly state: FieldState }) {
  const { t, language } = useTexts('forms');
  const { fieldId } = field;
  const { confirmed, filled } = view.state;
  const at = Object.hasOwn(confirmed, fieldId) ? confirmed[fieldId]?.at : undefined;
  if (state === 'asked') return t('expert.isAsked');
  if (state === 'confirmed' && at !== undefined) return t('expert.confirmedAt', { time: clockTime(at, language, false) });
  const last = Object.hasOwn(filled, fieldId) ? filled[fieldId]?.last : undefined;
  if (state === 'filled' && last !== undefined) return t(`expert.by.${last}`);
  return t(`state.${state === 'empty' && field.isRequired ? 'missing' : state}`);
}
