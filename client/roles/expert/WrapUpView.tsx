import { Coffee, Timer } from 'lucide-react';
import { Form } from 'react-aria-components';
import { useStore } from 'zustand';
import { agencyOutcomesOf, agencyReferralsOf } from '#shared/call/agencyCodes.ts';
import type { OutcomeCode } from '#shared/call/lifecycle.ts';
import type { Agency } from '#shared/contract/catalogue.ts';
import type { ExpertView } from '#shared/contract/views/index.ts';
import { PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { agencyOf, useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { FormResult } from '#client/features/forms/lazyForms.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { clockText } from '#client/ui/duration.ts';
import { Field } from '#client/ui/Field.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { bareKeys } from '#client/app/state/bareKeys.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import { Countdown } from './Countdown.tsx';
import { AgencyCodeChoice, OutcomeChoice, ReferralChoice } from './OutcomeChoice.tsx';
import type { DeskProps } from './props.ts';
import { QueuePanel } from './QueuePanel.tsx';
import { UnsentTexts } from './UnsentTexts.tsx';
import { type Draft, useSavedDraft } from './useSavedDraft.ts';
import { useWrapUpKeys } from './useWrapUpKeys.ts';
import viewStyles from './View.module.css';
import styles from './WrapUpView.module.css';

/** As long as the contract allows. */
const noteMaxLength = 2000;

type Props = DeskProps & {
  readonly wrapUp: NonNullable<ExpertView['wrapUp']>;
  /** The expert ends it, rather than its time; `isDone` false: that was refused. */
  readonly onComplete: (isDone: boolean) => void;
};

/** Outcome first, then a note; both are kept at the server while they are written, so that the wrap-up can close with them when its time is over. */
export function WrapUpView({ onComplete, wrapUp, ...props }: Props) {
  const { roleClient, catalogue, act } = props;
  const { t } = useTexts('expert');
  const { serviceName } = useCatalogueTexts(catalogue);
  const { callId } = wrapUp;
  const agency = agencyOf(catalogue, props.view.expert.agencyId);
  const { draft, change } = useSavedDraft(roleClient, wrapUp, agency);
  const { outcomeCode, referral, note } = draft;
  const missing = outcomeCode === null ? 'wrapUp.chooseFirst' : outcomeCode === 'referred' && referral === null ? 'wrapUp.chooseReferral' : null;
  const complete = async (outcome: OutcomeCode): Promise<void> => {
    onComplete(true);
    onComplete((await act('wrapUp:complete', { callId, ...draft, outcomeCode: outcome })) !== null);
  };
  const finish = (): void => {
    if (outcomeCode !== null && missing === null) void complete(outcomeCode);
  };
  const finishToBreak = async (): Promise<void> => {
    if (await act('status:choose', { status: 'break', breakCode: 'pause' })) finish();
  };
  useWrapUpKeys((code) => change({ outcomeCode: code }), finish);
  const addToNote = (text: string): void =>
    change({
      note: [note.trim(), text]
        .filter((part) => part !== '')
        .join('\n')
        .slice(0, noteMaxLength),
    });
  return (
    <main className={viewStyles['view']}>
      <Form
        className={styles['form'] ?? ''}
        data-testid="wrapUp"
        onSubmit={(event) => {
          event.preventDefault();
          finish();
        }}
      >
        <Panel
          title={t('wrapUp.outcome')}
          label={t('wrapUp.outcome')}
          tools={
            <p className={styles['meta']}>
              {serviceName(wrapUp.serviceId)} · {t(`wrapUp.endedBy.${wrapUp.endedBy}`)}
            </p>
          }
        >
          {wrapUp.form !== null && <FormResult act={act} callId={callId} form={wrapUp.form} />}
          <UnsentTexts callId={callId} onTake={addToNote} />
          <HowItWent agency={agency} draft={draft} onChange={change} />
          <Field label={t('wrapUp.note')} value={note} onChange={(text) => change({ note: text })} maxLength={noteMaxLength} rows={5} />
          <p className={styles['meta']}>{t('call.closedInWrapUp')}</p>
        </Panel>
        <div className={styles['go']}>
          <TimeLeft roleClient={roleClient} wrapUp={wrapUp} onMore={() => void act('wrapUp:extend', { callId })} />
          <div className={styles['acts']}>
            <Button kind="secondary" icon={<Coffee aria-hidden />} isDisabled={missing !== null} onPress={() => void finishToBreak()}>
              {t('wrapUp.toBreak')}
            </Button>
            <Button type="submit" size="large" shortcut="Alt+R" notReady={missing === null ? null : t(missing)}>
              {t('wrapUp.complete')}
            </Button>
          </div>
        </div>
      </Form>
      <PartBoundary>
        <QueuePanel {...props} />
      </PartBoundary>
    </main>
  );
}

type HowItWentProps = { readonly agency: Agency | undefined; readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void };

/** The outcome, and with a referral where to; each more exactly by the agency's own codes, where it has some for it. */
function HowItWent({ agency, draft, onChange }: HowItWentProps) {
  const { t } = useTexts('expert');
  const areBareOn = useStore(bareKeys, (state) => state.areOn);
  const { outcomeCode, referral, agencyOutcome, agencyReferral } = draft;
  return (
    <>
      <OutcomeChoice value={outcomeCode} onChange={(code) => onChange({ outcomeCode: code })} />
      {areBareOn && <p className={styles['meta']}>{t('wrapUp.keys')}</p>}
      <AgencyCodeChoice
        label={t('wrapUp.agencyOutcome')}
        codes={agencyOutcomesOf(agency ?? {}, outcomeCode)}
        value={agencyOutcome}
        onChange={(code) => onChange({ agencyOutcome: code })}
      />
      {outcomeCode === 'referred' && <ReferralChoice value={referral} onChange={(code) => onChange({ referral: code })} />}
      <AgencyCodeChoice
        label={t('wrapUp.agencyReferral')}
        codes={agencyReferralsOf(agency ?? {}, referral)}
        value={agencyReferral}
        onChange={(code) => onChange({ agencyReferral: code })}
      />
    </>
  );
}

/** How long there is, that nothing is lost when it is over, and the way to more. */
function TimeLeft({ roleClient, wrapUp, onMore }: Pick<Props, 'roleClient' | 'wrapUp'> & { readonly onMore: () => void }) {
  const { t } = useTexts('expert');
  const leftMs = wrapUp.wrapUpUntil - useNow(roleClient);
  return (
    <div className={styles['time']} data-state="wait">
      <Countdown leftMs={leftMs} />
      <p>
        <strong>{t('wrapUp.endsItself')}</strong>
        <span className="visually-hidden">{t('wrapUp.left', { time: clockText(Math.ceil(leftMs / 60_000) * 60_000) })}</span>
        <span className={styles['meta']}>{t('wrapUp.saved')}</span>
      </p>
      <Button kind="quiet" icon={<Timer aria-hidden />} isDisabled={wrapUp.isExtended} onPress={onMore}>
        {t('wrapUp.extend')}
      </Button>
    </div>
  );
}
