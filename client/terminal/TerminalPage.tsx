import { useCallback, useEffect, useState } from 'react';
import type { TerminalView } from '#shared/contract/views.ts';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import { SignallingGate } from '#client/components/SignallingGate.tsx';
import { changeLanguage } from '#client/i18n/index.ts';
import { type Face, faceOf, useCatalogue, useMedia, useSignalling, useView } from '#client/state/face.ts';
import { AgencyScreen } from './AgencyScreen.tsx';
import { CallScreen } from './CallScreen.tsx';
import { DeviceCheckScreen } from './DeviceCheckScreen.tsx';
import { ErrandScreen } from './ErrandScreen.tsx';
import { Frame } from './Frame.tsx';
import { StartScreen } from './StartScreen.tsx';
import { ThanksScreen } from './ThanksScreen.tsx';
import { WaitingScreen } from './WaitingScreen.tsx';
import { StillThere } from './StillThere.tsx';
import { type Choice, screenOf, stepBack } from './steps.ts';
import { useIdle } from './useIdle.ts';

/** The customer's face. */
export default function TerminalPage() {
  const face = faceOf('terminal');
  const view = useView(face);
  const catalogue = useCatalogue(face);
  const signalling = useSignalling(face);
  return (
    <SignallingGate signalling={signalling} isReady={view !== null && catalogue !== null} onTakeOver={face.connection.takeOver}>
      {view !== null && catalogue !== null && <Terminal face={face} view={view} catalogue={catalogue} />}
    </SignallingGate>
  );
}

export type TerminalProps = { readonly face: Face<'terminal'>; readonly view: TerminalView; readonly catalogue: Catalogue };

function Terminal({ face, view, catalogue }: TerminalProps) {
  const [choice, setChoice] = useState<Choice>({ step: 'start' });
  const [dismissed, setDismissed] = useState<string | null>(null);
  const { cameraState, microphoneState } = useMedia(face);
  const screen = screenOf(choice, view.call, dismissed);
  const runningCallId = view.call !== null && view.call.state !== 'ended' ? view.call.callId : null;
  const { defaultLanguage } = view.terminal;
  const signalling = useSignalling(face);

  // A place in the queue already prepares the answer: transports connected, camera and microphone ready, nothing sent.
  useEffect(() => {
    if (runningCallId !== null) void face.media.start(runningCallId);
    else face.media.stop();
  }, [face, runningCallId]);

  useEffect(() => {
    if (signalling !== 'connected') return;
    const report = { devices: { camera: cameraState, microphone: microphoneState }, isInUse: screen !== 'start' };
    // A lost report is made good by the next connect, which runs this again.
    face.connection.request('terminal:report', report).catch(() => undefined);
  }, [face, cameraState, microphoneState, screen, signalling]);

  const reset = useCallback((): void => {
    setChoice({ step: 'start' });
    setDismissed(null);
    face.media.releaseDevices();
    changeLanguage(defaultLanguage);
    face.connection.request('visit:close', {}).catch(() => undefined);
  }, [face, defaultLanguage]);
  const idle = useIdle(screen, reset);

  const nextErrand = (): void => {
    setDismissed(view.call?.callId ?? null);
    setChoice({ step: 'agency' });
  };
  const back = screen === 'agency' || screen === 'errand' || screen === 'deviceCheck' ? () => setChoice(stepBack(choice)) : null;
  const props = { face, view, catalogue };
  return (
    <Frame {...props} screen={screen} onBack={back} onStartOver={screen === 'start' || runningCallId !== null ? null : reset}>
      {idle === 'asking' && <StillThere />}
      {screen === 'start' && <StartScreen {...props} onStart={() => setChoice({ step: 'agency' })} />}
      {screen === 'agency' && <AgencyScreen {...props} onChoose={(agencyId) => setChoice({ step: 'errand', agencyId })} />}
      {screen === 'errand' && choice.step === 'errand' && (
        <ErrandScreen
          {...props}
          agencyId={choice.agencyId}
          onChoose={(serviceId) => setChoice({ step: 'deviceCheck', agencyId: choice.agencyId, serviceId })}
        />
      )}
      {screen === 'deviceCheck' && choice.step === 'deviceCheck' && <DeviceCheckScreen {...props} agencyId={choice.agencyId} serviceId={choice.serviceId} />}
      {screen === 'waiting' && view.call !== null && <WaitingScreen {...props} call={view.call} />}
      {screen === 'call' && view.call !== null && <CallScreen {...props} call={view.call} />}
      {screen === 'thanks' && view.call?.state === 'ended' && <ThanksScreen endedBy={view.call.endedBy} onNextErrand={nextErrand} onFinish={reset} />}
    </Frame>
  );
}
