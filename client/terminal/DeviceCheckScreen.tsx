import { CircleCheck, CircleX, LoaderCircle, Volume2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AgencyId, CallId, ServiceId } from '#shared/ids.ts';
import { Button } from '#client/components/Button.tsx';
import { errorText } from '#client/components/errorText.ts';
import { LevelMeter } from '#client/components/LevelMeter.tsx';
import { Notice } from '#client/components/Notice.tsx';
import { VideoTile } from '#client/components/VideoTile.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { useMedia } from '#client/state/face.ts';
import { playTestSound } from './testSound.ts';
import type { TerminalProps } from './TerminalPage.tsx';
import styles from './Terminal.module.css';

type Props = TerminalProps & { readonly agencyId: AgencyId; readonly serviceId: ServiceId };

/** Below this the meter shows only the room's noise. */
const heardLevel = 0.15;

/** See and hear that all works, then queue. One may go on without a camera, but not be sent on unknowingly without a microphone. */
export function DeviceCheckScreen({ face, catalogue, agencyId, serviceId }: Props) {
  const { t, language, inLanguage } = useTexts('terminal');
  const { cameraState, microphoneState, localVideo, microphoneLevel } = useMedia(face);
  const [isHeard, setHeard] = useState(false);
  const [isJoining, setJoining] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // One id for this errand: pressing again after a lost answer is the same act.
  const callId = useRef(crypto.randomUUID() as CallId);
  const service = catalogue.agencies.find(({ id }) => id === agencyId)?.services.find(({ id }) => id === serviceId);

  useEffect(() => {
    void face.media.prepareDevices();
  }, [face]);
  // Once heard, heard: set while rendering, as React advises for state that follows from other state.
  if (microphoneLevel > heardLevel && !isHeard) setHeard(true);

  const join = (): void => {
    setJoining(true);
    setError(null);
    face.connection
      .request('queue:join', { callId: callId.current, agencyId, serviceId, language })
      .catch(setError)
      .finally(() => setJoining(false));
  };
  const tick = (isGood: boolean, isWaiting: boolean) =>
    isGood ? (
      <CircleCheck className={styles['good'] ?? ''} aria-hidden />
    ) : isWaiting ? (
      <LoaderCircle aria-hidden />
    ) : (
      <CircleX className={styles['bad'] ?? ''} aria-hidden />
    );
  return (
    <>
      <h1>{t('check.title')}</h1>
      <div className={styles['twoColumns']}>
        <div className={styles['selfView']}>
          <VideoTile label={t('check.you')} video={localVideo} isMirrored testId="selfView" />
        </div>
        <div className={styles['stack']}>
          <ul className={styles['ticks']}>
            <li data-check="camera" data-state={cameraState}>
              {tick(cameraState === 'ok', cameraState === 'unknown')}
              <span>{t(`check.camera.${cameraState}`)}</span>
            </li>
            <li data-check="microphone" data-state={microphoneState}>
              {tick(microphoneState === 'ok' && isHeard, microphoneState === 'ok' || microphoneState === 'unknown')}
              <span>
                {microphoneState === 'ok' ? t(isHeard ? 'check.microphone.heard' : 'check.microphone.speak') : t(`check.microphone.${microphoneState}`)}
              </span>
            </li>
          </ul>
          <LevelMeter level={microphoneLevel} label={t('check.level')} />
          <Button kind="secondary" size="large" icon={<Volume2 aria-hidden />} onPress={playTestSound}>
            {t('check.testSound')}
          </Button>
          {service !== undefined && <Notice>{inLanguage(service.prepare)}</Notice>}
          <p>{t('check.notSent')}</p>
          {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
          <Button size="large" isDisabled={isJoining} onPress={join}>
            {t('check.join')}
          </Button>
        </div>
      </div>
    </>
  );
}
