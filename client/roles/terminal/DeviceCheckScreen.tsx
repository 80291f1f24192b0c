import { CalendarDays, EyeOff, LogIn, Play, RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { hasFailed } from '#shared/contract/deviceStates.ts';
import type { CallId } from '#shared/ids.ts';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useIsMicrophoneLouder, useMedia, useSignalling } from '#client/app/state/roleClient.ts';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { serviceOf } from '#client/features/catalogue/useCatalogueTexts.ts';
import { playTestSound } from '#client/features/connection/testSound.ts';
import { useOpenDevices } from '#client/features/connection/useOpenDevices.ts';
import { Button } from '#client/ui/Button.tsx';
import { Card } from '#client/ui/Card.tsx';
import { comfort } from '#client/ui/comfort.ts';
import { ModalDialog } from '#client/ui/ModalDialog.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { checkResult } from './checkResult.ts';
import { CheckRows } from './CheckRows.tsx';
import { ChosenServices } from './ChosenServices.tsx';
import styles from './DeviceCheckScreen.module.css';
import type { RequestedService, Ticket } from './steps.ts';
import type { TerminalProps } from './props.ts';
import { VisitingTimes } from './VisitingTimes.tsx';

type Props = TerminalProps & {
  readonly requestedServices: readonly RequestedService[];
  readonly onAdd: () => void;
  readonly onSelfTest: () => void;
  readonly onBooked: (ticket: Ticket) => void;
};

/** Below this the meter shows only the room's noise. */
const heardLevel = 0.15;

/** Picture and sound are checked while the customer reads, and the result is the title. The third tap joins, also when something is wrong. */
export function DeviceCheckScreen({ roleClient, view, catalogue, requestedServices, onAdd, onSelfTest, onBooked }: Props) {
  const { t } = useTexts('terminal');
  const media = useMedia(roleClient);
  const isConnected = useSignalling(roleClient) === 'connected';
  const { join, isJoining, notice } = useJoin(roleClient, requestedServices);
  useOpenDevices(roleClient);
  const isHeard = useHeard(roleClient);
  useTestSound(roleClient);
  const [only, ...others] = requestedServices;
  const service = only !== undefined && others.length === 0 ? serviceOf(catalogue, only.serviceId) : undefined;
  const { cameraState, microphoneState, localVideo } = media;
  return (
    <>
      <div role="status">
        <h1 data-testid="checkResult">{t(`check.result.${checkResult(media, isHeard, isConnected)}`)}</h1>
      </div>
      <div className={styles['check']}>
        <div className={styles['you']}>
          <VideoTile label={t('check.you')} video={localVideo} isMirrored testId="selfView" />
          <p className={styles['notSent']}>
            <EyeOff aria-hidden />
            {t('check.notSent')}
          </p>
        </div>
        <Card>
          <CheckRows roleClient={roleClient} isHeard={isHeard} onSelfTest={onSelfTest}>
            <Button kind="secondary" icon={<Play aria-hidden className="turning" />} onPress={() => playTestSound(roleClient.media.store)}>
              {t('check.testSound')}
            </Button>
          </CheckRows>
          {(hasFailed(cameraState) || hasFailed(microphoneState)) && (
            <Button kind="secondary" isWide icon={<RotateCw aria-hidden />} onPress={() => void roleClient.media.tryDevices()}>
              {t('check.tryAgain')}
            </Button>
          )}
        </Card>
        <ChosenServices view={view} catalogue={catalogue} requestedServices={requestedServices} onAdd={onAdd} />
        <div className={styles['ready']}>
          <Conditions catalogue={catalogue} requestedServices={requestedServices} />
          {notice}
          <Button
            isWide
            size="large"
            autoFocus
            icon={<LogIn aria-hidden className="turning" />}
            isDisabled={isJoining}
            data-testid="join"
            onPress={() => void join()}
          >
            {t('check.join')}
          </Button>
          {only !== undefined && service?.visitingDays.some((day) => day.pointId === view.terminal.pointId) === true && (
            <ModalDialog
              title={t('visiting.title')}
              isDismissable
              trigger={
                <Button kind="secondary" isWide icon={<CalendarDays aria-hidden />} data-testid="openVisiting">
                  {t('visiting.title')}
                </Button>
              }
            >
              <VisitingTimes roleClient={roleClient} service={service} requestedService={only} pointId={view.terminal.pointId} onBooked={onBooked} />
            </ModalDialog>
          )}
        </div>
      </div>
    </>
  );
}

/** On which conditions those serve that have some; read before one queues (F101). */
function Conditions({ catalogue, requestedServices }: Pick<Props, 'catalogue' | 'requestedServices'>) {
  const { t, inLanguage, languageIn } = useTexts('terminal');
  const agencies = catalogue.agencies.filter(({ id }) => requestedServices.some(({ agencyId }) => agencyId === id));
  return agencies.map(({ id, shortNames, actor }) =>
    actor?.conditions === undefined ? null : (
      <Notice key={id} title={t('check.conditions', { agency: inLanguage(shortNames) })}>
        <p lang={languageIn(actor.conditions)} data-testid={`conditions-${id}`}>
          {inLanguage(actor.conditions)}
        </p>
      </Notice>
    ),
  );
}

/** A microphone is good when it has been heard; once heard, heard. */
function useHeard(roleClient: TerminalProps['roleClient']): boolean {
  const [isHeard, setHeard] = useState(false);
  // Set while rendering, as React advises for state that follows from other state.
  if (useIsMicrophoneLouder(roleClient, heardLevel) && !isHeard) setHeard(true);
  return isHeard;
}

/** Three notes at the beginning, unless the customer wants no sounds. */
function useTestSound(roleClient: TerminalProps['roleClient']): void {
  useEffect(() => {
    if (comfort.getState().hasSounds) playTestSound(roleClient.media.store);
  }, [roleClient]);
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
