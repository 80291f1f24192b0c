import { Users } from 'lucide-react';
import type { TerminalCall } from '#shared/contract/views.ts';
import { type WaitRange, inMinutes } from '#shared/queue/estimate.ts';
import { Button } from '#client/components/Button.tsx';
import { ConfirmDialog } from '#client/components/ConfirmDialog.tsx';
import { Notice } from '#client/components/Notice.tsx';
import { VideoTile } from '#client/components/VideoTile.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { clockTime } from '#client/i18n/openingText.ts';
import { useMedia, useNow } from '#client/state/face.ts';
import { DeviceTrouble } from './DeviceTrouble.tsx';
import { OtherLanguages } from './OtherLanguages.tsx';
import type { TerminalProps } from './TerminalPage.tsx';
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

/** Waiting with a known place. */
export function WaitingScreen({ face, catalogue, call }: TerminalProps & { readonly call: TerminalCall }) {
  const { t, language, inLanguage } = useTexts('terminal');
  const now = useNow(face);
  const { localVideo } = useMedia(face);
  const agency = catalogue.agencies.find(({ id }) => id === call.agencyId);
  const service = agency?.services.find(({ id }) => id === call.serviceId);
  const leave = (): void => void face.connection.request('call:leave', { callId: call.callId }).catch(() => undefined);
  return (
    <>
      <h1>{agency && t('waiting.title', { agency: inLanguage(agency.shortNames) })}</h1>
      <div className={styles['twoColumns']}>
        <div className={styles['stack']}>
          <div className={styles['position']} role="status" data-testid="position" data-state={call.state}>
            <Users aria-hidden size={48} />
            {call.state === 'queued' && (call.position === 1 ? t('waiting.first') : t('waiting.position', { position: call.position }))}
            {call.state === 'offered' && t('waiting.soon')}
          </div>
          {call.state === 'queued' && call.ableOnDuty > 0 && <p data-testid="estimate">{estimateText(t, call.estimate)}</p>}
          {call.state === 'queued' && call.closing !== null && isSoon(call.closing.at, now) && (
            <Notice>{t(`waiting.closing.${call.closing.rule}`, { time: clockTime(call.closing.at, language, false) })}</Notice>
          )}
          {call.state === 'queued' && call.waitingForLostExpert && <Notice kind="warning">{t('waiting.expertLost')}</Notice>}
          {call.state === 'queued' && call.ableOnDuty === 0 && <Notice kind="warning">{t('waiting.nobody')}</Notice>}
          {service !== undefined && <Notice>{inLanguage(service.prepare)}</Notice>}
          {call.state === 'queued' && <OtherLanguages face={face} call={call} />}
          <p>{t('waiting.keep')}</p>
          <ConfirmDialog
            trigger={
              <Button kind="secondary" size="large">
                {t('waiting.leave')}
              </Button>
            }
            title={t('waiting.leaveTitle')}
            text={t('waiting.leaveText')}
            confirm={t('waiting.leave')}
            cancel={t('waiting.stay')}
            size="large"
            onConfirm={leave}
          />
        </div>
        <div className={styles['stack']}>
          <div className={styles['selfView']}>
            <VideoTile label={t('check.you')} video={localVideo} isMirrored testId="selfView" />
          </div>
          <Notice>{t('waiting.notSent')}</Notice>
          <DeviceTrouble face={face} />
        </div>
      </div>
    </>
  );
}
