import { canBeHandedOver } from '#shared/call/consultation.ts';
import type { ConsultationStage } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './ConsultationBar.module.css';
import type { DeskProps } from './props.ts';

type Props = DeskProps & { readonly callId: CallId; readonly consultation: NonNullable<NonNullable<DeskProps['view']['call']>['consultation']> };

const changeOf = {
  private: 'bringIn',
  customerAsked: 'askNoMore',
  customerRefused: 'askAgain',
  joint: 'takeOut',
  takenOut: 'bringIn',
} as const satisfies Record<ConsultationStage, string>;

/** The question to a colleague: who is asked, who hears whom, and what comes of it. */
export function ConsultationBar({ catalogue, act, callId, consultation }: Props) {
  const { t } = useTexts('expert');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const isAnswered = consultation.state === 'connecting' || consultation.state === 'active' || consultation.state === 'onHold';
  const { stage } = consultation;
  // Who is being asked comes in by the customer's own word; until then the question can be withdrawn.
  const isOut = stage !== 'joint' && stage !== 'customerAsked';
  const state = !isAnswered ? 'asking' : stage === 'takenOut' ? 'private' : stage;
  return (
    <div className={styles['bar']} role="group" aria-label={t('consultation.title')} data-testid="consultation" data-state={state}>
      <span role="status" className={styles['words']}>
        {t(`consultation.${state}`, { name: consultation.displayName ?? '', agency: agencyShortName(consultation.agencyId) })}
      </span>
      <div className={styles['acts']}>
        {isAnswered && (
          <>
            <Button kind="secondary" onPress={() => void act(isOut ? 'consultation:bringIn' : 'consultation:takeOut', { callId })}>
              {t(`consultation.${changeOf[stage]}`)}
            </Button>
            <Button isDisabled={!canBeHandedOver(stage)} onPress={() => void act('consultation:handOver', { callId })}>
              {t('consultation.handOver')}
            </Button>
          </>
        )}
        <Button kind="quiet" onPress={() => void act('consultation:end', { callId })}>
          {t(isAnswered ? 'consultation.end' : 'consultation.stop')}
        </Button>
      </div>
    </div>
  );
}
