import { MicOff, VideoOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { useSound } from '#client/app/shell/Sound.tsx';
import styles from './VideoTile.module.css';

type Props = {
  /** Name and role, always visible. */
  readonly label: string;
  /** A second, smaller line under it, such as the agency. */
  readonly sub?: string;
  readonly video: MediaStreamTrack | null;
  readonly audio?: MediaStreamTrack | null;
  readonly isMirrored?: boolean;
  readonly isMicrophoneMuted?: boolean;
  readonly isCameraMuted?: boolean;
  /** Shown over the picture, such as a lost connection. */
  readonly overlay?: ReactNode;
  readonly testId?: string;
};

/** One person's picture and sound. If the browser holds the sound back, a visible button turns it on. */
export function VideoTile({ label, sub, video, audio = null, isMirrored = false, isMicrophoneMuted = false, isCameraMuted = false, overlay, testId }: Props) {
  const { t } = useTexts('common');
  const videoElement = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    const element = videoElement.current;
    if (element === null || video === null) return;
    element.srcObject = new MediaStream([video]);
    return () => {
      // An element that has left the page would go on holding frames, until the camera has none left to give.
      element.srcObject = null;
    };
  }, [video]);

  const { audioElement, isSoundBlocked, play } = useSoundOf(audio);

  return (
    <figure className={styles['tile']} data-testid={testId}>
      <video
        ref={videoElement}
        autoPlay
        playsInline
        muted
        className={isMirrored ? styles['mirrored'] : undefined}
        aria-label={sub === undefined ? label : `${label}, ${sub}`}
      />
      <audio ref={audioElement} autoPlay />
      {(video === null || isCameraMuted) && overlay === undefined && (
        <div className={styles['noPicture']}>
          <VideoOff aria-hidden />
          <span>{t('cameraOff')}</span>
        </div>
      )}
      {overlay !== undefined && (
        <div className={styles['overlay']} data-testid="overlay">
          {overlay}
        </div>
      )}
      {isSoundBlocked && (
        <div className={styles['overlay']}>
          <Button size="large" onPress={play}>
            {t('turnSoundOn')}
          </Button>
        </div>
      )}
      <figcaption className={styles['label']}>
        {isMicrophoneMuted && <MicOff aria-label={t('microphoneOff')} />}
        <span>
          {label}
          {sub !== undefined && <span className={styles['sub']}>{sub}</span>}
        </span>
      </figcaption>
    </figure>
  );
}

/** Plays a track by the page's loudspeaker and volume; says whether the browser holds it back until `play` is called by a press. */
function useSoundOf(audio: MediaStreamTrack | null) {
  const audioElement = useRef<HTMLAudioElement>(null);
  const [isSoundBlocked, setSoundBlocked] = useState(false);
  const { speakerId, volume, setBlocked } = useSound();
  const play = (): void => {
    audioElement.current?.play().then(
      () => setSoundBlocked(false),
      // AbortError only says that a newer track took its place.
      (error: unknown) => setSoundBlocked(error instanceof DOMException && error.name === 'NotAllowedError'),
    );
  };
  useEffect(() => {
    const element = audioElement.current;
    if (element === null || audio === null) return;
    element.srcObject = new MediaStream([audio]);
    play();
    return () => {
      element.srcObject = null;
    };
  }, [audio]);
  useEffect(() => {
    if (audioElement.current) audioElement.current.volume = volume;
  }, [volume]);
  useEffect(() => {
    const element = audioElement.current;
    const id = speakerId ?? '';
    if (element !== null && 'sinkId' in element && element.sinkId !== id) element.setSinkId(id).catch(() => element.setSinkId(''));
  }, [speakerId]);
  useEffect(() => {
    if (!isSoundBlocked) return;
    setBlocked(true);
    return () => setBlocked(false);
  }, [isSoundBlocked, setBlocked]);
  return { audioElement, isSoundBlocked, play };
}
