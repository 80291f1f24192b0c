import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { useTexts } from '#client/app/i18n/index.ts';
import { getTracks } from '#client/media/devices/getTracks.ts';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import styles from './EnrolmentScreen.module.css';

// The product's own file: nothing is fetched from elsewhere.
prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasmUrl : prefix + path) } });

const sampleEveryMs = 200;
/** Enough for a code that is held in front of it, and quick to read. */
const widest = 960;

type Props = { readonly onText: (text: string) => void; readonly onClose: () => void };

/** Reads a QR code by the camera, whose picture is in sight all the time and goes nowhere. */
export default function QrScanner({ onText, onClose }: Props) {
  const { t } = useTexts('fleet');
  const video = useRef<HTMLVideoElement>(null);
  const [isRefused, setRefused] = useState(false);
  const tell = useEffectEvent(onText);
  useEffect(() => {
    const scan = scanWith(video.current, tell);
    scan.started.catch((error: unknown) => {
      console.info('the camera does not open for the code', error);
      setRefused(true);
    });
    return scan.stop;
  }, []);
  return (
    <section className={styles['scanner']} aria-label={t('enrol.scan')}>
      {isRefused ? <Notice kind="warning">{t('enrol.noCamera')}</Notice> : <p role="status">{t('enrol.hold')}</p>}
      <video ref={video} className={styles['preview']} autoPlay muted playsInline hidden={isRefused} data-testid="scanPreview" />
      <Button kind="secondary" size="large" onPress={onClose}>
        {t('enrol.stopScan')}
      </Button>
    </section>
  );
}

/** Shows the camera's picture and looks for a code in it, until one is found or `stop` is called. */
function scanWith(video: HTMLVideoElement | null, onText: (text: string) => void): { readonly started: Promise<void>; readonly stop: () => void } {
  let isStopped = false;
  let stream: MediaStream | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    isStopped = true;
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const look = async (): Promise<void> => {
    const [found] = video === null || video.videoWidth === 0 ? [] : await readBarcodes(pictureOf(video), { formats: ['QRCode'], maxNumberOfSymbols: 1 });
    if (isStopped) return;
    if (found?.text) {
      stop();
      onText(found.text);
    } else timer = setTimeout(() => void look().catch(retry), sampleEveryMs);
  };
  // One picture that cannot be read is followed by the next.
  const retry = (error: unknown): void => {
    console.info('a picture could not be read', error);
    if (!isStopped) timer = setTimeout(() => void look().catch(retry), sampleEveryMs);
  };
  const start = async (): Promise<void> => {
    stream = new MediaStream(await getTracks(['camera'], () => null, 0));
    if (isStopped) return stop();
    if (video !== null) video.srcObject = stream;
    await look();
  };
  return { started: start(), stop };
}

function pictureOf(video: HTMLVideoElement): ImageData {
  const width = Math.min(widest, video.videoWidth);
  const height = Math.round((video.videoHeight * width) / video.videoWidth);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser draws nothing');
  context.drawImage(video, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
