import { ArrowLeft, Footprints, Megaphone } from 'lucide-react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { agencyOf, serviceOf } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { ContactWays } from './ContactWays.tsx';
import { OtherLanguages } from './OtherLanguages.tsx';
import type { TerminalProps } from './props.ts';
import { PlaceWords } from './QueuePosition.tsx';
import { SignalSwitch } from './SignalSwitch.tsx';
import type { Ticket } from './steps.ts';
import styles from './OtherWays.module.css';
import { Times } from './Times.tsx';
import { Way } from './Way.tsx';

type Props = TerminalProps & {
  readonly call: Extract<TerminalCall, { state: 'queued' }>;
  readonly onBack: () => void;
  readonly onTicket: (ticket: Ticket) => void;
};

/** Everything that one can do instead of sitting and waiting, on one page; the place stays in sight. */
export function OtherWays({ roleClient, view, catalogue, call, onBack, onTicket }: Props) {
  const { t } = useTexts('terminal');
  const { act, notice } = useNotedRequest(roleClient);
  const { callId } = call;
  const agency = agencyOf(catalogue, call.agencyId);
  const service = serviceOf(catalogue, call.serviceId);
  /** Who has a time instead needs no place in the queue. */
  const leaveWith = async (ticket: Ticket): Promise<void> => {
    if ((await act('call:leave', { callId })) !== null) onTicket(ticket);
  };
  const park = async (): Promise<void> => {
    if ((await act('queue:park', { callId })) !== null) onBack();
  };
  const chooseCallback = async (): Promise<void> => {
    const issued = await act('callback:choose', { callId });
    if (issued !== null) onTicket({ ...issued, kind: 'callback' });
  };
  const booking = { roleClient, requestedService: call, onBooked: (ticket: Ticket) => void leaveWith(ticket) };
  return (
    <div className={styles['ways']} data-testid="otherWays">
      <header className={styles['head']}>
        <Button kind="secondary" autoFocus icon={<ArrowLeft aria-hidden className="turning" />} data-testid="backToQueue" onPress={onBack}>
          {t('otherWays.back')}
        </Button>
        <h1>{t('otherWays.open')}</h1>
        <p className={styles['place']} role="status" data-testid="position" data-state={call.state}>
          <PlaceWords call={call} />
        </p>
      </header>
      {notice}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Way title={t('otherWays.keepPlace')}>
            <div className={styles['pair']}>
              <Button kind="secondary" isWide icon={<Footprints aria-hidden />} sub={t('waiting.parked')} onPress={() => void park()}>
                {t('waiting.park')}
              </Button>
              <Button kind="secondary" isWide icon={<Megaphone aria-hidden />} sub={t('otherWays.callbackText')} onPress={() => void chooseCallback()}>
                {t('waiting.callback')}
              </Button>
            </div>
            <OtherLanguages roleClient={roleClient} call={call} />
          </Way>
        </div>
        <div className={styles['column']}>{service !== undefined && <Times {...booking} service={service} pointId={view.terminal.pointId} />}</div>
      </div>
      <div className={styles['last']}>
        <ContactWays agency={agency} />
        <SignalSwitch />
      </div>
    </div>
  );
}
