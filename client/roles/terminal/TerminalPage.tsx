import { useCallback, useEffect } from 'react';
import type { AgencyId } from '#shared/ids.ts';
import { CallBoundary, PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { SoundOf } from '#client/app/shell/Sound.tsx';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { SelfTestDialog } from '#client/features/selfTest/SelfTestDialog.tsx';
import { forgetComfort } from '#client/ui/comfort.ts';
import { speakPointLanguage } from '#client/app/i18n/index.ts';
import { roleClientOf, useCatalogue, useView } from '#client/app/state/roleClient.ts';
import { CallScreen } from './CallScreen.tsx';
import { ClosedScreen } from './ClosedScreen.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { DeviceCheckScreen } from './DeviceCheckScreen.tsx';
import { ServiceScreen } from './ServiceScreen.tsx';
import { RemoteActionNotices } from './RemoteActionNotices.tsx';
import { NumberScreen } from './NumberScreen.tsx';
import type { TerminalProps } from './props.ts';
import { SearchScreen } from './SearchScreen.tsx';
import { AgencyScreen, StartScreen } from './StartScreen.tsx';
import { StillThere } from './StillThere.tsx';
import { ThanksScreen } from './ThanksScreen.tsx';
import { TerminalFrame } from './TerminalFrame.tsx';
import { TicketScreen } from './TicketScreen.tsx';
import { WaitingScreen } from './WaitingScreen.tsx';
import { HaveNumberButton, Welcome } from './Welcome.tsx';
import { useIdle } from './useIdle.ts';
import { useSignals } from './useSignals.ts';
import { useSignOfLife } from './useSignOfLife.ts';
import { useSelfTest } from './useSelfTest.ts';
import { useReport } from './useReport.ts';
import { usePointLanguage } from './usePointLanguage.ts';
import { type Journey, useJourney } from './useJourney.ts';

/** The customer's page. */
export default function TerminalPage() {
  const roleClient = roleClientOf('terminal');
  const view = useView(roleClient);
  const catalogue = useCatalogue(roleClient);
  return (
    <SoundOf roleClient={roleClient}>
      <SignallingGate roleClient={roleClient} isReady={view !== null && catalogue !== null}>
        {view !== null && catalogue !== null && <Terminal roleClient={roleClient} view={view} catalogue={catalogue} />}
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
  const life = useSignOfLife(roleClient, view.call);
  return (
    <TerminalFrame
      {...props}
      screen={screen}
      onBack={goesBack(screen) ? journey.back : null}
      onStartOver={screen === 'start' || running !== null ? null : reset}
      aside={screen === 'start' ? <Welcome /> : undefined}
      footStart={screen === 'start' ? <HaveNumberButton onPress={() => journey.goTo({ step: 'number', number: null })} /> : undefined}
    >
      <PartBoundary>
        <RemoteActionNotices roleClient={roleClient} occasion={`${running?.roomId ?? ''} ${screen === 'start'}`} onSelfTest={selfTest.start} />
        {selfTest.run !== null && <SelfTestDialog run={selfTest.run} onClose={selfTest.close} />}
        {idle === 'asking' && <StillThere text="idle.text" onHere={onHere} />}
        {life.isAsking && <StillThere text="idle.waitingText" onHere={life.onHere} />}
        {view.consent !== null && <ConsentDialog {...props} consent={view.consent} />}
      </PartBoundary>
      <CallBoundary resetKey={`${screen} ${running?.callId ?? null}`}>
        <Screen {...props} journey={journey} onSelfTest={selfTest.start} />
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
    else roleClient.media.stop();
  }, [roleClient, callId, roomId, muted, isWeakLine]);
  // A customer who leaves with a number needs no camera. One who has another service request still does.
  useEffect(() => {
    if (screen === 'ticket' && callId === null) roleClient.media.releaseDevices();
  }, [roleClient, screen, callId]);
}

/** What the customer sees, by where they are. */
function Screen({ journey, onSelfTest, ...props }: TerminalProps & { readonly journey: Journey; readonly onSelfTest: () => void }) {
  const { call } = props.view;
  const { choice, screen, goTo, reset, showTicket } = journey;
  const chooseAgency = (): void => goTo({ step: 'agency' });
  const search = (): void => goTo({ step: 'search' });
  const chooseService = (agencyId: AgencyId): void => goTo({ step: 'serviceRequest', agencyId });
  return (
    <>
      {screen === 'start' && <StartScreen {...props} onChoose={chooseService} onSearch={search} onNumber={(number) => goTo({ step: 'number', number })} />}
      {screen === 'number' && choice.step === 'number' && <NumberScreen {...props} called={choice.number} onDone={reset} />}
      {screen === 'agency' && <AgencyScreen {...props} onChoose={chooseService} onSearch={search} />}
      {screen === 'search' && <SearchScreen {...props} onChoose={journey.chooseService} />}
      {screen === 'serviceRequest' && choice.step === 'serviceRequest' && (
        <ServiceScreen {...props} agencyId={choice.agencyId} onChoose={journey.chooseService} />
      )}
      {screen === 'closed' && choice.step === 'closed' && <ClosedScreen {...props} requestedService={choice.requestedService} onBooked={showTicket} />}
      {screen === 'ticket' && choice.step === 'ticket' && <TicketScreen ticket={choice.ticket} onDone={journey.leave} />}
      {screen === 'deviceCheck' && (
        <DeviceCheckScreen {...props} requestedServices={journey.requestedServices} onAdd={chooseAgency} onSelfTest={onSelfTest} onBooked={showTicket} />
      )}
      {screen === 'waiting' && call !== null && <WaitingScreen {...props} call={call} onTicket={showTicket} />}
      {screen === 'call' && call !== null && <CallScreen {...props} call={call} />}
      {screen === 'thanks' && call?.state === 'ended' && (
        <ThanksScreen {...props} call={call} onAnotherTime={journey.anotherTime} onNextServiceRequest={journey.nextServiceRequest} onFinish={reset} />
      )}
    </>
  );
}
