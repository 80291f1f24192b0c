import type { TerminalCall } from '#shared/contract/views/index.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import { clockText } from '#client/ui/duration.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { ConnectionTrouble } from './ConnectionTrouble.tsx';
import { DeviceTrouble } from './DeviceTrouble.tsx';
import type { TerminalProps } from './props.ts';
import { widenText } from './steps.ts';

/** The end of the hours is worth a word this long before. */
const closingNoticeMs = 3_600_000;
const isSoon = (at: number, now: number): boolean => at - now < closingNoticeMs;

/** A wait so long deserves a word on other ways. */
const longWaitMs = 45 * 60_000;
const isLong = ({ estimate }: Extract<TerminalCall, { state: 'queued' }>): boolean => estimate !== null && estimate.fromMs >= longWaitMs;

/** What one honestly knows of the wait, and what is wrong with devices and connection. */
export function WaitingNotices(props: TerminalProps & { readonly call: TerminalCall }) {
  const { roleClient, call } = props;
  const { t, language } = useTexts('terminal');
  return (
    <>
      {(call.state === 'queued' || call.state === 'parked') && call.isMoved && <Notice>{t('waiting.moved')}</Notice>}
      {call.state === 'parked' && <p>{t('waiting.parkedUntil', { time: clockTime(call.parkedUntil, language, false) })}</p>}
      {call.state === 'queued' && <QueuedNotices {...props} call={call} />}
      <DeviceTrouble roleClient={roleClient} />
      <ConnectionTrouble {...props} />
    </>
  );
}

function QueuedNotices({ roleClient, call }: TerminalProps & { readonly call: Extract<TerminalCall, { state: 'queued' }> }) {
  const { t, language } = useTexts('terminal');
  const now = useNow(roleClient);
  const widens = widenText(call.widensAt, now);
  return (
    <>
      {widens !== null && <p data-testid="widens">{t(`waiting.widens.${widens.key}`, { time: clockText(widens.inMs) })}</p>}
      {call.closing !== null && isSoon(call.closing.at, now) && (
        <Notice>{t(`waiting.closing.${call.closing.rule}`, { time: clockTime(call.closing.at, language, false) })}</Notice>
      )}
      {call.returnsAfter === 'expertLost' && <Notice kind="warning">{t(call.position === 1 ? 'waiting.expertLostFirst' : 'waiting.expertLost')}</Notice>}
      {call.returnsAfter === 'fetching' && <Notice>{t(call.position === 1 ? 'waiting.fetchedFirst' : 'waiting.fetched')}</Notice>}
      {call.ableOnDuty === 0 && <Notice kind="warning">{t('waiting.nobody')}</Notice>}
      {isLong(call) && <Notice kind="warning">{t('waiting.long')}</Notice>}
    </>
  );
}
