import { useState } from 'react';
import { Form, Label, Radio, RadioGroup, TextArea, TextField } from 'react-aria-components';
import { type OutcomeCode, type ReferralCode, outcomeCodes, referralCodes } from '#shared/call/lifecycle.ts';
import type { ExpertView } from '#shared/contract/views/index.ts';
import { Button } from '#client/components/Button.tsx';
import { clockText } from '#client/components/duration.ts';
import { useTexts } from '#client/i18n/index.ts';
import { useNow } from '#client/state/face.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './ExpertPage.tsx';

/** As long as the contract allows. */
const noteMaxLength = 2000;

/** Outcome first, then a note; what is written stays while the desk changes around it. */
export function WrapUpForm({ face, act, wrapUp }: DeskProps & { readonly wrapUp: NonNullable<ExpertView['wrapUp']> }) {
  const { t } = useTexts('expert');
  const now = useNow(face);
  const [outcomeCode, setOutcomeCode] = useState<OutcomeCode | null>(null);
  const [referral, setReferral] = useState<ReferralCode | null>(null);
  const [note, setNote] = useState('');
  const { callId } = wrapUp;
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
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (outcomeCode !== null) void act('wrapUp:complete', { callId, outcomeCode, referral: outcomeCode === 'referred' ? referral : null, note });
        }}
      >
        <RadioGroup
          value={outcomeCode}
          onChange={(value) => setOutcomeCode(outcomeCodes.find((code) => code === value) ?? null)}
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
            onChange={(value) => setReferral(referralCodes.find((code) => code === value) ?? null)}
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
        <TextField value={note} onChange={setNote} maxLength={noteMaxLength} className={styles['field'] ?? ''}>
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
