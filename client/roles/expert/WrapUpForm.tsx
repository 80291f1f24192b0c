import { useEffect, useState } from 'react';
import { Form, Label, Radio, RadioGroup, TextArea, TextField } from 'react-aria-components';
import { type OutcomeCode, outcomeCodes, referralCodes } from '#shared/call/lifecycle.ts';
import type { ExpertView } from '#shared/contract/views/index.ts';
import { isRefusedWith } from '#client/app/api/requestError.ts';
import { Button } from '#client/ui/Button.tsx';
import { clockText } from '#client/ui/duration.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { requestsOf, throwRefusal } from '#client/app/shell/useRequest.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import { createSaver } from '#client/app/state/saver.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';
import { UnsentTexts } from './UnsentTexts.tsx';

/** As long as the contract allows. */
const noteMaxLength = 2000;

type WrapUp = NonNullable<ExpertView['wrapUp']>;
type Draft = NonNullable<WrapUp['draft']>;
type Props = DeskProps & {
  readonly wrapUp: WrapUp;
  /** The expert ends it, rather than its time; `isDone` false: that was refused. */
  readonly onComplete: (isDone: boolean) => void;
};

const emptyDraft: Draft = { outcomeCode: null, referral: null, note: '' };

/** Outcome first, then a note; both are kept at the server while they are written, so that the wrap-up can close with them when its time is over. */
export function WrapUpForm({ roleClient, act, wrapUp, onComplete }: Props) {
  const { t } = useTexts('expert');
  const now = useNow(roleClient);
  const { callId } = wrapUp;
  const { draft, change } = useSavedDraft(roleClient, wrapUp);
  const { outcomeCode, referral, note } = draft;
  const complete = async (outcome: OutcomeCode): Promise<void> => {
    onComplete(true);
    onComplete((await act('wrapUp:complete', { callId, outcomeCode: outcome, referral, note })) !== null);
  };
  return (
    <section className={styles['panel']} aria-labelledby="wrapUp-title" data-testid="wrapUp">
      <h2 id="wrapUp-title">{t('wrapUp.title')}</h2>
      <p>{t(`wrapUp.endedBy.${wrapUp.endedBy}`)}</p>
      <p>
        {t('wrapUp.left', { time: clockText(wrapUp.wrapUpUntil - now) })}{' '}
        <Button kind="quiet" isDisabled={wrapUp.isExtended} onPress={() => void act('wrapUp:extend', { callId })}>
          {t('wrapUp.extend')}
        </Button>
      </p>
      <p>{t('wrapUp.saved')}</p>
      <UnsentTexts
        callId={callId}
        onTake={(text) =>
          change({
            note: [note.trim(), text]
              .filter((part) => part !== '')
              .join('\n')
              .slice(0, noteMaxLength),
          })
        }
      />
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (outcomeCode !== null) void complete(outcomeCode);
        }}
      >
        <CodeChoice
          label={t('wrapUp.outcome')}
          codes={outcomeCodes}
          value={outcomeCode}
          textOf={(code) => t(`wrapUp.outcomeCode.${code}`)}
          onChange={(code) => change({ outcomeCode: code })}
        />
        {outcomeCode === 'referred' && (
          <CodeChoice
            label={t('wrapUp.referral')}
            codes={referralCodes}
            value={referral}
            textOf={(code) => t(`wrapUp.referralCode.${code}`)}
            onChange={(code) => change({ referral: code })}
          />
        )}
        <TextField value={note} onChange={(text) => change({ note: text })} maxLength={noteMaxLength} className={styles['field'] ?? ''}>
          <Label>{t('wrapUp.note')}</Label>
          <TextArea rows={4} className={styles['textArea'] ?? ''} />
        </TextField>
        <Button type="submit" isDisabled={outcomeCode === null || (outcomeCode === 'referred' && referral === null)}>
          {t('wrapUp.complete')}
        </Button>
      </Form>
    </section>
  );
}

/** What is written, kept at the server from one moment to the next. */
function useSavedDraft(roleClient: Props['roleClient'], wrapUp: WrapUp) {
  const { callId } = wrapUp;
  const [draft, setDraft] = useState(wrapUp.draft ?? emptyDraft);
  const [saver] = useState(() =>
    createSaver(
      (latest: Draft) => requestsOf(roleClient, throwRefusal)('wrapUp:save', { callId, ...latest }),
      (error) => isRefusedWith(error, 'notFound') || isRefusedWith(error, 'wrongState'),
    ),
  );
  useEffect(() => saver.stop, [saver]);
  const change = (part: Partial<Draft>): void => {
    const changed = { ...draft, ...part };
    // Where the customer was sent says nothing with another outcome.
    const next = changed.outcomeCode === 'referred' ? changed : { ...changed, referral: null };
    setDraft(next);
    saver.change(next);
  };
  return { draft, change };
}

type CodeChoiceProps<Code extends string> = {
  readonly label: string;
  readonly codes: readonly Code[];
  readonly value: Code | null;
  readonly textOf: (code: Code) => string;
  readonly onChange: (code: Code | null) => void;
};

function CodeChoice<Code extends string>({ label, codes, value, textOf, onChange }: CodeChoiceProps<Code>) {
  return (
    <RadioGroup value={value} onChange={(chosen) => onChange(codes.find((code) => code === chosen) ?? null)} isRequired className={styles['radios'] ?? ''}>
      <Label>{label}</Label>
      {codes.map((code) => (
        <Radio key={code} value={code} className={styles['radio'] ?? ''}>
          {textOf(code)}
        </Radio>
      ))}
    </RadioGroup>
  );
}
