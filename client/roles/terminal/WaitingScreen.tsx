import { Footprints, PhoneCall, Users } from 'lucide-react';
import type { RequestNameOf } from '#shared/contract/index.ts';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { type WaitRange, inMinutes } from '#shared/queue/estimate.ts';
import { agencyOf, serviceOf, useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { clockText } from '#client/ui/duration.ts';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { type ActOf, useRequest } from '#client/app/shell/useRequest.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { MessageList } from '#client/features/messages/MessageList.tsx';
import { useMedia, useNow } from '#client/app/state/roleClient.ts';
import { AnotherTime } from './AnotherTime.tsx';
import { ConnectionTrouble } from './ConnectionTrouble.tsx';
import { DeviceTrouble } from './DeviceTrouble.tsx';
import { ServiceRequestList } from './ServiceRequestList.tsx';
import { RatingQuestion } from './RatingQuestion.tsx';
import { OtherLanguages } from './OtherLanguages.tsx';
import { OtherWays } from './OtherWays.tsx';
import { type Ticket, widenText } from './steps.ts';
import type { TerminalProps } from './props.ts';
import { VisitingTimes } from './VisitingTimes.tsx';
import styles from './Terminal.module.css';

/** The end of the hours is worth a word this long before. */
const closingNoticeMs = 3_600_000;
const isSoon = (at: number, now: number): boolean => at - now < closingNoticeMs;

type Texts = ReturnType<typeof useTexts>['t'];

/** The estimate as one would say it, or that there is none. */
function estimateText(t: Texts, estimate: WaitRange | null): string {
  if (estimate === null) return t('waiting.estimate.unknown');
  const { from, to } = inMinutes(estimate);
  return from === 0 ? t('waiting.estimate.atMost', { to }) : t('waiting.estimate.range', { from, to });
}

/** Whose place is the first one is told so; others are told which it is. */
function parkedText(t: Texts, { isReturn, isAbsent, position }: Extract<TerminalCall, { state: 'parked' }>): string {
  if (isAbsent) return t('waiting.absent');
  if (!isReturn) return t('waiting.parked');
  return position === 1 ? t('waiting.parkedByExpertFirst') : t('waiting.parkedByExpert', { position });
}

/** A wait of which nobody knows the end, or a long one, deserves other ways out. */
const longWaitMs = 45 * 60_000;
const isLong = ({ estimate }: Extract<TerminalCall, { state: 'queued' }>): boolean => estimate !== null && estimate.fromMs >= longWaitMs;
const isHopeless = (call: Extract<TerminalCall, { state: 'queued' }>): boolean => call.ableOnDuty === 0 || isLong(call);

type Props = TerminalProps & { readonly call: TerminalCall; readonly onTicket: (ticket: Ticket) => void };

/** Waiting with a known place. */
export function WaitingScreen({ onTicket, ...props }: Props) {
  const { roleClient, view, catalogue, call } = props;
  const { t, inLanguage } = useTexts('terminal');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const { localVideo } = useMedia(roleClient);
  const { act, notice } = useNotedRequest(roleClient);
  const agency = agencyOf(catalogue, call.agencyId);
  const service = serviceOf(catalogue, call.serviceId);
  const { callId } = call;
  /** Who has a time instead needs no place in the queue. */
  const leaveWith = async (ticket: Ticket): Promise<void> => {
    if ((await act('call:leave', { callId })) !== null) onTicket(ticket);
  };
  return (
    <>
      <h1>{t('waiting.title', { agency: agencyShortName(call.agencyId) })}</h1>
      <div className={styles['twoColumns']}>
        <div className={styles['stack']}>
          <Place {...props} />
          <MessageList messages={view.messages} catalogue={catalogue} reader="customer" />
          {service !== undefined && <Notice>{inLanguage(service.prepare)}</Notice>}
          {call.state === 'queued' && <OtherLanguages roleClient={roleClient} call={call} />}
          <p>{t('waiting.keep')}</p>
          {notice}
          <WaysToGo call={call} act={act} onTicket={onTicket} />
          {call.state === 'queued' && isHopeless(call) && (
            <>
              {service !== undefined && (
                <VisitingTimes
                  roleClient={roleClient}
                  service={service}
                  requestedService={call}
                  pointId={view.terminal.pointId}
                  onBooked={(ticket) => void leaveWith(ticket)}
                />
              )}
              <AnotherTime roleClient={roleClient} requestedService={call} onBooked={(ticket) => void leaveWith(ticket)} />
              <OtherWays agency={agency} />
            </>
          )}
        </div>
        <div className={styles['stack']}>
          <ServiceRequestList roleClient={roleClient} view={view} catalogue={catalogue} />
          <RatingQuestion {...props} />
          <div className={styles['selfView']}>
            <VideoTile label={t('check.you')} video={localVideo} isMirrored testId="selfView" />
          </div>
          <Notice>{t('waiting.notSent')}</Notice>
          <DeviceTrouble roleClient={roleClient} />
          <ConnectionTrouble roleClient={roleClient} view={view} catalogue={catalogue} />
        </div>
      </div>
    </>
  );
}

/** Out of the room for a while, home with a number, or away for good. */
function WaysToGo({ call, act, onTicket }: Pick<Props, 'call' | 'onTicket'> & { readonly act: ActOf<RequestNameOf<'terminal'>> }) {
  const { t } = useTexts('terminal');
  const { callId } = call;
  const chooseCallback = async (): Promise<void> => {
    const issued = await act('callback:choose', { callId });
    if (issued !== null) onTicket({ ...issued, kind: 'callback' });
  };
  return (
    <div className={styles['footSide']}>
      {call.state === 'queued' && (
        <>
          <Button kind="secondary" size="large" icon={<Footprints aria-hidden />} onPress={() => void act('queue:park', { callId })}>
            {t('waiting.park')}
          </Button>
          <Button kind="secondary" size="large" icon={<PhoneCall aria-hidden />} onPress={() => void chooseCallback()}>
            {t('waiting.callback')}
          </Button>
        </>
      )}
      <ConfirmDialog
        trigger={
          <Button kind="secondary" size="large" data-testid="leave">
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
  );
}

/** Where the customer stands, and what one honestly knows of it. */
function Place({ roleClient, call }: TerminalProps & { readonly call: TerminalCall }) {
  const { t, language } = useTexts('terminal');
  const act = useRequest(roleClient);
  const now = useNow(roleClient);
  const { callId } = call;
  const widens = call.state === 'queued' ? widenText(call.widensAt, now) : null;
  return (
    <>
      <div className={styles['position']} role="status" data-testid="position" data-state={call.state}>
        <Users aria-hidden size={48} />
        {call.state === 'queued' && (call.position === 1 ? t('waiting.first') : t('waiting.position', { position: call.position }))}
        {call.state === 'offered' && t('waiting.soon')}
        {call.state === 'parked' && parkedText(t, call)}
      </div>
      {(call.state === 'queued' || call.state === 'parked') && call.isMoved && <Notice>{t('waiting.moved')}</Notice>}
      {call.state === 'parked' && (
        <>
          <p>{t('waiting.parkedUntil', { time: clockTime(call.parkedUntil, language, false) })}</p>
          <Button size="large" onPress={() => void act('queue:return', { callId })}>
            {t(call.isAbsent ? 'idle.here' : 'waiting.return')}
          </Button>
        </>
      )}
      {call.state === 'queued' && (
        <>
          {call.ableOnDuty > 0 && <p data-testid="estimate">{estimateText(t, call.estimate)}</p>}
          {widens !== null && <p data-testid="widens">{t(`waiting.widens.${widens.key}`, { time: clockText(widens.inMs) })}</p>}
          {call.closing !== null && isSoon(call.closing.at, now) && (
            <Notice>{t(`waiting.closing.${call.closing.rule}`, { time: clockTime(call.closing.at, language, false) })}</Notice>
          )}
          {call.returnsAfter === 'expertLost' && <Notice kind="warning">{t(call.position === 1 ? 'waiting.expertLostFirst' : 'waiting.expertLost')}</Notice>}
          {call.returnsAfter === 'fetching' && <Notice>{t(call.position === 1 ? 'waiting.fetchedFirst' : 'waiting.fetched')}</Notice>}
          {call.ableOnDuty === 0 && <Notice kind="warning">{t('waiting.nobody')}</Notice>}
          {isLong(call) && <Notice kind="warning">{t('waiting.long')}</Notice>}
        </>
      )}
    </>
  );
}
