import { useCallback, useEffect, useState } from 'react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { CallBoundary, PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { SoundOf } from '#client/app/shell/Sound.tsx';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import { SelfTestDialog } from '#client/features/selfTest/SelfTestDialog.tsx';
import { speakPointLanguage } from '#client/app/i18n/index.ts';
import { roleClientOf, useCatalogue, useView } from '#client/app/state/roleClient.ts';
import { AgencyScreen } from './AgencyScreen.tsx';
import { CallScreen } from './CallScreen.tsx';
import { ClosedScreen } from './ClosedScreen.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { DeviceCheckScreen } from './DeviceCheckScreen.tsx';
import { ServiceScreen } from './ServiceScreen.tsx';
import { Frame } from './Frame.tsx';
import { RemoteActionNotices } from './RemoteActionNotices.tsx';
import { NumberScreen } from './NumberScreen.tsx';
import type { TerminalProps } from './props.ts';
import { StartScreen } from './StartScreen.tsx';
import { StillThere } from './StillThere.tsx';
import { ThanksScreen } from './ThanksScreen.tsx';
import { TicketScreen } from './TicketScreen.tsx';
import { WaitingScreen } from './WaitingScreen.tsx';
import { type Choice, type Ticket, type RequestedService, screenOf, stepBack, withRequestedService } from './steps.ts';
import { useIdle } from './useIdle.ts';
import { useSignOfLife } from './useSignOfLife.ts';
import { useSelfTest } from './useSelfTest.ts';
import { useReport } from './useReport.ts';
import { usePointLanguage } from './usePointLanguage.ts';
import { useRejoinQueue } from './useRejoinQueue.ts';

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

const goesBack = (screen: string): boolean => ['agency', 'serviceRequest', 'deviceCheck', 'closed', 'number'].includes(screen);

function Terminal({ roleClient, view, catalogue }: TerminalProps) {
  const [choice, setChoice] = useState<Choice>({ step: 'start' });
  const [requestedServices, setRequestedServices] = useState<readonly RequestedService[]>([]);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const screen = screenOf(choice, view.call, dismissed);
  const running = view.call !== null && view.call.state !== 'ended' ? view.call : null;
  const runningCallId = running?.callId ?? null;
  const runningRoomId = running?.roomId ?? null;
  const { defaultLanguage, isWeakLine } = view.terminal;
  const { muted } = view;

  // A place in the queue already prepares the answer: transports connected, camera and microphone ready, nothing sent.
  useEffect(() => {
    if (runningCallId !== null && runningRoomId !== null) void roleClient.media.start(runningCallId, { roomId: runningRoomId, muted, isWeakLine });
    else roleClient.media.stop();
  }, [roleClient, runningCallId, runningRoomId, muted, isWeakLine]);

  usePointLanguage(view);
  useReport(roleClient, screen !== 'start');

  const tell = useRequest(roleClient, noteRefusal);
  const selfTest = useSelfTest(roleClient, screen === 'start');
  const forgetPlace = useRejoinQueue(roleClient, view);
  const reset = useCallback((): void => {
    forgetPlace();
    setChoice({ step: 'start' });
    setRequestedServices([]);
    setDismissed(null);
    roleClient.media.releaseDevices();
    speakPointLanguage(defaultLanguage);
    // The server ends a visit that nobody comes back to by itself.
    void tell('visit:close', {});
  }, [forgetPlace, roleClient, tell, defaultLanguage]);
  /** The number is known: what still waits in the visit goes on, else the terminal is ready for the next customer. */
  const leaveTicket = useCallback((): void => setChoice({ step: 'start' }), []);
  const leave = screen === 'ticket' && runningCallId !== null ? leaveTicket : reset;
  const forgetPasserBy = useCallback((): void => speakPointLanguage(defaultLanguage), [defaultLanguage]);
  const { idle, onHere } = useIdle(screen, screen === 'start' ? forgetPasserBy : leave);
  const life = useSignOfLife(roleClient, view.call);
  const showTicket = (ticket: Ticket): void => {
    forgetPlace();
    setRequestedServices([]);
    setChoice({ step: 'ticket', ticket });
  };

  // Who goes away with a number needs no camera; who has more to see to does.
  useEffect(() => {
    if (screen === 'ticket' && runningCallId === null) roleClient.media.releaseDevices();
  }, [roleClient, screen, runningCallId]);

  const nextServiceRequest = (): void => {
    setDismissed(view.call?.callId ?? null);
    setRequestedServices([]);
    setChoice({ step: 'agency' });
  };
  const anotherTime = ({ callId, agencyId, serviceId }: TerminalCall): void => {
    setDismissed(callId);
    setRequestedServices([]);
    setChoice({ step: 'closed', requestedService: { agencyId, serviceId } });
  };
  const back = (): void => {
    if (screen === 'deviceCheck') setRequestedServices(requestedServices.slice(0, -1));
    setChoice(stepBack(choice));
  };
  const props = { roleClient, view, catalogue };
  return (
    <Frame {...props} screen={screen} onBack={goesBack(screen) ? back : null} onStartOver={screen === 'start' || running !== null ? null : reset}>
      <PartBoundary>
        <RemoteActionNotices roleClient={roleClient} occasion={`${runningRoomId ?? ''} ${screen === 'start'}`} onSelfTest={selfTest.start} />
        {selfTest.run !== null && <SelfTestDialog run={selfTest.run} onClose={selfTest.close} />}
        {idle === 'asking' && <StillThere text="idle.text" onHere={onHere} />}
        {life.isAsking && <StillThere text="idle.waitingText" onHere={life.onHere} />}
        {view.consent !== null && <ConsentDialog {...props} consent={view.consent} />}
      </PartBoundary>
      <CallBoundary resetKey={`${screen} ${runningCallId}`}>
        {screen === 'start' && (
          <StartScreen {...props} onStart={() => setChoice({ step: 'agency' })} onNumber={(number) => setChoice({ step: 'number', number })} />
        )}
        {screen === 'number' && choice.step === 'number' && <NumberScreen {...props} called={choice.number} onDone={reset} />}
        {screen === 'agency' && <AgencyScreen {...props} onChoose={(agencyId) => setChoice({ step: 'serviceRequest', agencyId })} />}
        {screen === 'serviceRequest' && choice.step === 'serviceRequest' && (
          <ServiceScreen
            {...props}
            agencyId={choice.agencyId}
            onChoose={(serviceId, isClosed) => {
              const requestedService = { agencyId: choice.agencyId, serviceId };
              if (!isClosed) setRequestedServices(withRequestedService(requestedServices, requestedService));
              setChoice(isClosed ? { step: 'closed', requestedService } : { step: 'deviceCheck' });
            }}
          />
        )}
        {screen === 'closed' && choice.step === 'closed' && <ClosedScreen {...props} requestedService={choice.requestedService} onBooked={showTicket} />}
        {screen === 'ticket' && choice.step === 'ticket' && <TicketScreen ticket={choice.ticket} onDone={leave} />}
        {screen === 'deviceCheck' && (
          <DeviceCheckScreen
            {...props}
            requestedServices={requestedServices}
            onAdd={() => setChoice({ step: 'agency' })}
            onSelfTest={selfTest.start}
            onBooked={showTicket}
          />
        )}
        {screen === 'waiting' && view.call !== null && <WaitingScreen {...props} call={view.call} onTicket={showTicket} />}
        {screen === 'call' && view.call !== null && <CallScreen {...props} call={view.call} />}
        {screen === 'thanks' && view.call?.state === 'ended' && (
          <ThanksScreen {...props} call={view.call} onAnotherTime={anotherTime} onNextServiceRequest={nextServiceRequest} onFinish={reset} />
        )}
      </CallBoundary>
    </Frame>
  );
}
