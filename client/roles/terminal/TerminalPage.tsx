import { useCallback, useEffect, useMemo } from 'react';
import { chatOf } from '#client/features/chat/useChatMessages.ts';
import { CallBoundary, PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { lazyPart } from '#client/features/boundary/lazily.tsx';
import { useKeyAdoption } from './enrolment/useKeyAdoption.ts';
import { loadLate } from '#client/app/shell/late.ts';
import { catalogueAt } from '#shared/catalogue/atPoint.ts';
import { SoundOf } from '#client/app/shell/Sound.tsx';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { latePart } from '#client/ui/latePart.tsx';
import { whenIdle } from '#client/ui/whenIdle.ts';
import { forgetComfort } from '#client/ui/comfort.ts';
import { speakPointLanguage } from '#client/app/i18n/index.ts';
import { roleClientOf, useCatalogue, useSignalling, useView } from '#client/app/state/roleClient.ts';
import type { TerminalProps } from './props.ts';
import { AgencyScreen, StartScreen } from './StartScreen.tsx';
import { TerminalFrame } from './TerminalFrame.tsx';
import { PrivacyNotice } from './PrivacyNotice.tsx';
import { HaveNumberButton, Welcome } from './Welcome.tsx';
import { useIdle } from './useIdle.ts';
import { useSignals } from './useSignals.ts';
import { useKiosk } from './useKiosk.ts';
import { useSignOfLife } from './useSignOfLife.ts';
import { useSelfTest } from './useSelfTest.ts';
import { useReport } from './useReport.ts';
import { usePointLanguage } from './usePointLanguage.ts';
import { useJourney } from './useJourney.ts';

/** All after the first screen, and what comes over any of them: parts that a terminal loads when the first can be pressed. */
const laterScreens = latePart(() => import('./LaterScreens.tsx'));
/** For whoever connects the machine, before it is a terminal. */
const EnrolmentScreen = lazyPart(() => import('./enrolment/EnrolmentScreen.tsx'));
const overScreens = latePart(() => import('./OverScreens.tsx'), 'nothing');

/** The customer's page. */
export default function TerminalPage() {
  const roleClient = roleClientOf('terminal');
  const view = useView(roleClient);
  const catalogue = useCatalogue(roleClient);
  const pointId = view?.terminal.pointId;
  const here = useMemo(() => (catalogue === null ? null : catalogueAt(catalogue, pointId)), [catalogue, pointId]);
  const signalling = useSignalling(roleClient);
  if (signalling === 'notSignedIn' && view === null) return <EnrolmentScreen />;
  return (
    <SoundOf roleClient={roleClient}>
      <SignallingGate roleClient={roleClient} isReady={view !== null && catalogue !== null}>
        {view !== null && here !== null && <Terminal roleClient={roleClient} view={view} catalogue={here} />}
      </SignallingGate>
    </SoundOf>
  );
}

const goesBack = (screen: string): boolean => ['agency', 'search', 'serviceRequest', 'deviceCheck', 'closed', 'number'].includes(screen);

function Terminal(props: TerminalProps) {
  const { roleClient, view } = props;
  const journey = useJourney(props);
  const { screen, reset, leave } = journey;
  const running = view.call !== null && view.call.state !== 'ended' ? view.call : null;
  const { defaultLanguage } = view.terminal;
  useMediaOf(props, screen);
  usePointLanguage(view);
  useReport(roleClient, screen !== 'start');
  useSignals(view.call, roleClient.media.store);
  const selfTest = useSelfTest(roleClient, screen === 'start');
  const forgetPasserBy = useCallback((): void => {
    speakPointLanguage(defaultLanguage);
    forgetComfort();
  }, [defaultLanguage]);
  const { idle, onHere } = useIdle(screen, screen === 'start' ? forgetPasserBy : leave);
  useKiosk();
  useKeyAdoption();
  useEffect(() => whenIdle(() => loadLate(laterScreens.load)), []);
  const life = useSignOfLife(roleClient, view.call);
  return (
    <TerminalFrame
      {...props}
      screen={screen}
      onBack={goesBack(screen) ? journey.back : null}
      onStartOver={screen === 'start' || running !== null ? null : reset}
      aside={
        screen === 'start' ? (
          <Welcome>
            <PrivacyNotice roleClient={roleClient} />
          </Welcome>
        ) : undefined
      }
      footStart={screen === 'start' ? <HaveNumberButton onPress={() => journey.goTo({ step: 'number', number: null })} /> : undefined}
    >
      <PartBoundary>
        <overScreens.Part {...props} isStart={screen === 'start'} selfTest={selfTest} isIdle={idle === 'asking'} onHere={onHere} life={life} />
      </PartBoundary>
      <CallBoundary resetKey={`${screen} ${running?.callId ?? null}`}>
        {screen === 'start' && (
          <StartScreen {...props} onChoose={journey.chooseAgency} onSearch={journey.search} onNumber={(number) => journey.goTo({ step: 'number', number })} />
        )}
        {screen === 'agency' && <AgencyScreen {...props} onChoose={journey.chooseAgency} onSearch={journey.search} />}
        {screen !== 'start' && screen !== 'agency' && <laterScreens.Part {...props} journey={journey} onSelfTest={selfTest.start} />}
      </CallBoundary>
    </TerminalFrame>
  );
}

/** A place in the queue already prepares the answer: transports connected, camera and microphone ready, nothing sent. */
function useMediaOf({ roleClient, view }: TerminalProps, screen: string): void {
  const running = view.call !== null && view.call.state !== 'ended' ? view.call : null;
  const callId = running?.callId ?? null;
  const roomId = running?.roomId ?? null;
  const { isWeakLine } = view.terminal;
  const { muted } = view;
  useEffect(() => {
    if (callId !== null && roomId !== null) void roleClient.media.start(callId, { roomId, muted, isWeakLine });
    else {
      roleClient.media.stop();
      // Nothing that was written is left for the next customer.
      chatOf(roleClient).setState([], true);
    }
  }, [roleClient, callId, roomId, muted, isWeakLine]);
  // A customer who leaves with a number needs no camera. One who has another service request still does.
  useEffect(() => {
    if (screen === 'ticket' && callId === null) roleClient.media.releaseDevices();
  }, [roleClient, screen, callId]);
}
