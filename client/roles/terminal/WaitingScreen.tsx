import { FileText, LogOut, ShieldCheck, Shuffle } from 'lucide-react';
import { useState } from 'react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { serviceOf, useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Card } from '#client/ui/Card.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { Written } from '#client/app/i18n/Written.tsx';
import { MessageList } from '#client/features/messages/MessageList.tsx';
import { useMedia } from '#client/app/state/roleClient.ts';
import { InFoot } from './InFoot.tsx';
import { MattersDialog } from './MattersDialog.tsx';
import { OtherWays } from './OtherWays.tsx';
import { QueuePosition } from './QueuePosition.tsx';
import { RatingDialog } from './RatingQuestion.tsx';
import { ServiceRequestList } from './ServiceRequestList.tsx';
import type { Ticket } from './steps.ts';
import type { TerminalProps } from './props.ts';
import styles from './WaitingScreen.module.css';
import { WaitingNotices } from './WaitingNotices.tsx';

type Props = TerminalProps & { readonly call: TerminalCall; readonly onTicket: (ticket: Ticket) => void };

/** Waiting: first the place, the time and what to have ready; all that one can do instead is behind one button. */
export function WaitingScreen({ onTicket, ...props }: Props) {
  const { call } = props;
  const [looksElsewhere, setLooksElsewhere] = useState<'notYet' | 'now' | 'before'>('notYet');
  // When it rings, the place comes back by itself.
  if (looksElsewhere === 'now' && call.state === 'queued')
    return (
      <>
        <OtherWays {...props} call={call} onBack={() => setLooksElsewhere('before')} onTicket={onTicket} />
        <LeaveQueue {...props} />
      </>
    );
  if (call.state !== 'queued' && call.state !== 'offered' && call.state !== 'parked') return null;
  return <Wait {...props} call={call} isBack={looksElsewhere === 'before'} onOtherWays={() => setLooksElsewhere('now')} />;
}

type WaitProps = TerminalProps & {
  readonly call: Extract<TerminalCall, { state: 'queued' | 'offered' | 'parked' }>;
  /** From the other ways: the focus is where they are opened. */
  readonly isBack: boolean;
  readonly onOtherWays: () => void;
};

function Wait({ isBack, onOtherWays, ...props }: WaitProps) {
  const { roleClient, view, catalogue, call } = props;
  const { t } = useTexts('terminal');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const { localVideo } = useMedia(roleClient);
  const { act, notice } = useNotedRequest(roleClient);
  const service = serviceOf(catalogue, call.serviceId);
  return (
    <div className={styles['wait']}>
      <QueuePosition
        call={call}
        agency={agencyShortName(call.agencyId)}
        madeAt={view.now}
        notices={
          <>
            <WaitingNotices {...props} />
            {notice}
          </>
        }
        self={<VideoTile label={t('check.you')} video={localVideo} isMirrored testId="selfView" />}
      >
        <MessageList messages={view.messages} catalogue={catalogue} reader="customer" />
      </QueuePosition>
      <div className={styles['aside']}>
        {service !== undefined && (
          <Card>
            <div className={styles['box']}>
              <h2>{t('waiting.bring')}</h2>
              <p className={styles['bring']}>
                <FileText aria-hidden />
                <Written texts={service.prepare} />
              </p>
            </div>
          </Card>
        )}
        <Card>
          <div className={styles['box']}>
            <ServiceRequestList {...props} tools={<MattersDialog {...props} />} />
          </div>
        </Card>
      </div>
      <div className={styles['acts']}>
        {call.state === 'parked' && (
          <Button size="large" isWide onPress={() => void act('queue:return', { callId: call.callId })}>
            {t(call.isAbsent ? 'idle.here' : 'waiting.return')}
          </Button>
        )}
        {call.state === 'queued' && (
          <Button
            kind="secondary"
            size="large"
            isWide
            autoFocus={isBack}
            icon={<Shuffle aria-hidden />}
            sub={t('otherWays.openText')}
            data-testid="openOtherWays"
            onPress={onOtherWays}
          >
            {t('otherWays.open')}
          </Button>
        )}
        <RatingDialog {...props} />
      </div>
      <LeaveQueue {...props} />
    </div>
  );
}

/** Away for good, from the foot. */
function LeaveQueue({ roleClient, call: { callId } }: TerminalProps & { readonly call: TerminalCall }) {
  const { t } = useTexts('terminal');
  const { act, notice } = useNotedRequest(roleClient);
  return (
    <InFoot>
      <div className={styles['leave']}>
        <ConfirmDialog
          trigger={
            <Button kind="quiet" size="large" icon={<LogOut aria-hidden className="turning" />} data-testid="leave">
              {t('waiting.leave')}
            </Button>
          }
          title={t('waiting.leaveTitle')}
          text={t('waiting.leaveText')}
          confirm={t('waiting.leave')}
          cancel={t('waiting.stay')}
          size="large"
          onConfirm={() => void act('call:leave', { callId })}
        />
      </div>
      {notice}
      <p className={styles['keep']}>
        <ShieldCheck aria-hidden />
        {t('waiting.keep')}
      </p>
    </InFoot>
  );
}
