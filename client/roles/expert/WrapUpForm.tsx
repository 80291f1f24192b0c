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
  const [draft, setDraft] = useState(wrapUp.draft ?? emptyDraft);
  const { outcomeCode, referral, note } = draft;
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
        <RadioGroup
          value={outcomeCode}
          onChange={(value) => change({ outcomeCode: outcomeCodes.find((code) => code === value) ?? null })}
          isRequired
          className={styles['radios'] ?? ''}
        >
          <Label>{t('wrapUp.outcome')}</Label>
          {outcomeCodes.map((code) => (
            <Radio key={code} value={code} className={styles['radio'] ?? ''}>
              {t(`wrapUp.outcomeCode.${code}`)}
            </Radio>
          ))}
        </RadioGroup>
        {outcomeCode === 'referred' && (
          <RadioGroup
            value={referral}
            onChange={(value) => change({ referral: referralCodes.find((code) => code === value) ?? null })}
            isRequired
            className={styles['radios'] ?? ''}
          >
            <Label>{t('wrapUp.referral')}</Label>
            {referralCodes.map((code) => (
              <Radio key={code} value={code} className={styles['radio'] ?? ''}>
                {t(`wrapUp.referralCode.${code}`)}
              </Radio>
            ))}
          </RadioGroup>
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
