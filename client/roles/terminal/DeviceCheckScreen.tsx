import { CircleCheck, CircleX, LoaderCircle, Plus, RotateCw, Stethoscope, Volume2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { hasFailed } from '#shared/contract/deviceStates.ts';
import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { LevelMeter } from '#client/features/devices/LevelMeter.tsx';
import { serviceOf } from '#client/features/catalogue/useCatalogueTexts.ts';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { playTestSound } from '#client/features/connection/testSound.ts';
import { useOpenDevices } from '#client/features/connection/useOpenDevices.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useIsMicrophoneLouder, useMedia } from '#client/app/state/roleClient.ts';
import type { Ticket, RequestedService } from './steps.ts';
import type { TerminalProps } from './props.ts';
import { VisitingTimes } from './VisitingTimes.tsx';
import styles from './Terminal.module.css';

type Props = TerminalProps & {
  readonly requestedServices: readonly RequestedService[];
  readonly onAdd: () => void;
  readonly onSelfTest: () => void;
  readonly onBooked: (ticket: Ticket) => void;
};

/** Below this the meter shows only the room's noise. */
const heardLevel = 0.15;

/** See and hear that all works, then queue. One may go on without a camera, but not be sent on unknowingly without a microphone. */
export function DeviceCheckScreen({ roleClient, view, catalogue, requestedServices, onAdd, onSelfTest, onBooked }: Props) {
  const { t } = useTexts('terminal');
  const { cameraState, microphoneState, localVideo } = useMedia(roleClient);
  const { join, isJoining, notice } = useJoin(roleClient, requestedServices);
  useOpenDevices(roleClient);
  const [only, ...others] = requestedServices;
  const service = only !== undefined && others.length === 0 ? serviceOf(catalogue, only.serviceId) : undefined;
  return (
    <>
      <h1>{t('check.title')}</h1>
      <div className={styles['twoColumns']}>
        <div className={styles['selfView']}>
          <VideoTile label={t('check.you')} video={localVideo} isMirrored testId="selfView" />
        </div>
        <div className={styles['stack']}>
          <DeviceStates roleClient={roleClient} />
          {(hasFailed(cameraState) || hasFailed(microphoneState)) && (
            <Button kind="secondary" size="large" icon={<RotateCw aria-hidden />} onPress={() => void roleClient.media.tryDevices()}>
              {t('check.tryAgain')}
            </Button>
          )}
          <LevelMeter roleClient={roleClient} label={t('check.level')} />
          <Button kind="secondary" size="large" icon={<Volume2 aria-hidden />} onPress={() => playTestSound(roleClient.media.store)}>
            {t('check.testSound')}
          </Button>
          <Button kind="quiet" size="large" icon={<Stethoscope aria-hidden />} onPress={onSelfTest}>
            {t('check.selfTest')}
          </Button>
          <ChosenServices catalogue={catalogue} requestedServices={requestedServices} onAdd={onAdd} />
          <p>{t('check.notSent')}</p>
          {notice}
          <Button size="large" isDisabled={isJoining} data-testid="join" onPress={() => void join()}>
            {t('check.join')}
          </Button>
          {only !== undefined && service !== undefined && (
            <VisitingTimes roleClient={roleClient} service={service} requestedService={only} pointId={view.terminal.pointId} onBooked={onBooked} />
          )}
        </div>
      </div>
    </>
  );
}

/** Takes a place in the first service's queue; the others are planned. */
function useJoin(roleClient: TerminalProps['roleClient'], requestedServices: readonly RequestedService[]) {
  const { language } = useTexts('terminal');
  const [isJoining, setJoining] = useState(false);
  const { act, notice } = useNotedRequest(roleClient);
  // One id for each service request: pressing again after a lost answer is the same act.
  const callIds = useRef(new Map<string, CallId>());
  const join = async (): Promise<void> => {
    const [first, ...next] = requestedServices.map((requestedService) => {
      const callId = callIds.current.get(requestedService.serviceId) ?? (crypto.randomUUID() as CallId);
      callIds.current.set(requestedService.serviceId, callId);
      return { ...requestedService, callId };
    });
    if (first === undefined) return;
    setJoining(true);
    await act('queue:join', { ...first, language, next });
    setJoining(false);
  };
  return { join, isJoining, notice };
}

/** How camera and microphone stand; a microphone is good when it has been heard. */
function DeviceStates({ roleClient }: Pick<TerminalProps, 'roleClient'>) {
  const { t } = useTexts('terminal');
  const { cameraState, microphoneState } = useMedia(roleClient);
  const [isHeard, setHeard] = useState(false);
  // Once heard, heard: set while rendering, as React advises for state that follows from other state.
  if (useIsMicrophoneLouder(roleClient, heardLevel) && !isHeard) setHeard(true);
  return (
    <ul className={styles['ticks']}>
      <li data-check="camera" data-state={cameraState}>
        <Tick isGood={cameraState === 'ok'} isWaiting={cameraState === 'unknown'} />
        <span>{t(`check.camera.${cameraState}`)}</span>
      </li>
      <li data-check="microphone" data-state={microphoneState}>
        <Tick isGood={microphoneState === 'ok' && isHeard} isWaiting={microphoneState === 'ok' || microphoneState === 'unknown'} />
        <span>{microphoneState === 'ok' ? t(isHeard ? 'check.microphone.heard' : 'check.microphone.speak') : t(`check.microphone.${microphoneState}`)}</span>
      </li>
    </ul>
  );
}

function Tick({ isGood, isWaiting }: { readonly isGood: boolean; readonly isWaiting: boolean }) {
  if (isGood) return <CircleCheck className={styles['good'] ?? ''} aria-hidden />;
  return isWaiting ? <LoaderCircle aria-hidden /> : <CircleX className={styles['bad'] ?? ''} aria-hidden />;
}

/** What the customer has come for, and what they need at hand. */
function ChosenServices({ catalogue, requestedServices, onAdd }: Pick<Props, 'catalogue' | 'requestedServices' | 'onAdd'>) {
  const { t, inLanguage } = useTexts('terminal');
  const services = catalogue.agencies.flatMap((agency) => agency.services);
  return (
    <section className={styles['serviceRequests']} aria-labelledby="chosen-title" data-testid="chosen">
      <h2 id="chosen-title">{t('check.chosen')}</h2>
      <ol>
        {services
          .filter(({ id }) => requestedServices.some(({ serviceId }) => serviceId === id))
          .map(({ id, names, prepare }) => (
            <li key={id}>
              <span>
                <strong>{inLanguage(names)}</strong>
                <br />
                {inLanguage(prepare)}
              </span>
            </li>
          ))}
      </ol>
      <Button kind="secondary" size="large" icon={<Plus aria-hidden />} onPress={onAdd}>
        {t('serviceRequests.add')}
      </Button>
    </section>
  );
}
