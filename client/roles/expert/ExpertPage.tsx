import { useCallback, useEffect, useRef, useState } from 'react';
import { Toaster } from 'sonner';
import type { ExpertView } from '#shared/contract/views/index.ts';
import type { CallId } from '#shared/ids.ts';
import { hasFailed } from '#shared/contract/deviceStates.ts';
import { useToastedRequest } from '#client/app/shell/useToastedRequest.ts';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { CallBoundary, PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { usePressGuard } from '#client/ui/pressGuard.ts';
import { SoundOf } from '#client/app/shell/Sound.tsx';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { keepDraftsOf } from '#client/app/state/drafts.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { roleClientOf, useCatalogue, useMedia, useView } from '#client/app/state/roleClient.ts';
import { useOpenDevices } from '#client/features/connection/useOpenDevices.ts';
import { CallPanel } from './CallPanel.tsx';
import { needsDevices } from './devicesNeeded.ts';
import { DeskHeader } from './DeskHeader.tsx';
import styles from './Expert.module.css';
import { OfferBar } from './OfferBar.tsx';
import type { DeskProps } from './props.ts';
import { QueuePanel } from './QueuePanel.tsx';
import { SidePanel } from './SidePanel.tsx';
import { useShortcuts } from './useShortcuts.ts';

/** The expert's page. */
export default function ExpertPage() {
  const roleClient = roleClientOf('expert');
  const view = useView(roleClient);
  const catalogue = useCatalogue(roleClient);
  return (
    <SoundOf roleClient={roleClient}>
      <SignallingGate roleClient={roleClient} isReady={view !== null && catalogue !== null}>
        {view !== null && catalogue !== null && <Desk roleClient={roleClient} view={view} catalogue={catalogue} />}
      </SignallingGate>
    </SoundOf>
  );
}

/** What changes which of the desk's controls stand where. */
function layoutOf({ offer, call, wrapUp, chosen }: ExpertView): string {
  const { consultation } = call ?? {};
  const inCall = [call?.callId, call?.state, consultation?.state, consultation?.stage, call?.advisers.length, call?.terminalFindings.length];
  return [offer?.offerNumber, ...inCall, wrapUp?.callId, chosen.status].join(' ');
}

function Desk({ roleClient, view, catalogue }: Omit<DeskProps, 'act'>) {
  const { t } = useTexts('expert');
  const { microphoneState } = useMedia(roleClient);
  const act = useToastedRequest(roleClient);
  const tell = useRequest(roleClient, noteRefusal);
  // The desk's session stands connected from the first moment, before any call exists.
  const { callId = null, roomId = null } = view.call ?? view.offer ?? {};
  const { muted } = view;
  useEffect(() => void roleClient.media.start(callId, { roomId, muted, isDesk: true }), [roleClient, callId, roomId, muted]);

  // A parked customer comes back, and with them what was begun.
  useEffect(() => keepDraftsOf([...view.queue, view.call, view.wrapUp].flatMap((one) => (one === null ? [] : [one.callId]))), [view]);

  const isAvailable = view.chosen.status === 'available';
  useOpenDevices(roleClient, needsDevices(view.status.status));
  const hasMicrophoneFailed = hasFailed(microphoneState);
  useEffect(() => {
    if (isAvailable && hasMicrophoneFailed) void tell('status:reportMicrophoneFailure', {});
  }, [tell, isAvailable, hasMicrophoneFailed]);

  /** Nobody becomes available without a microphone; what is wrong stands in words, within seconds. */
  const [isOpening, setOpening] = useState(false);
  const becomeAvailable = async (): Promise<void> => {
    setOpening(true);
    const letGo = roleClient.media.holdDevices();
    await roleClient.media.prepareDevices();
    setOpening(false);
    if (!hasFailed(roleClient.media.store.getState().microphoneState)) await act('status:choose', { status: 'available' });
    letGo();
  };

  const desk = useRef<HTMLDivElement>(null);
  usePressGuard(desk, layoutOf(view));
  const runningCallId = view.call?.callId ?? null;
  const [endAskedFor, setEndAskedFor] = useState<CallId | null>(null);
  useShortcuts(
    view,
    act,
    useCallback(() => setEndAskedFor(runningCallId), [runningCallId]),
  );
  const props = { roleClient, view, catalogue, act };
  return (
    <div ref={desk} className={styles['desk']}>
      <PartBoundary>
        <DeskHeader {...props} isOpening={isOpening} onAvailable={() => void becomeAvailable()} />
      </PartBoundary>
      <PartBoundary resetKey={view.offer?.callId ?? null}>
        <OfferBar {...props} />
      </PartBoundary>
      <main className={styles['columns']}>
        <PartBoundary>
          <QueuePanel {...props} />
        </PartBoundary>
        <CallBoundary resetKey={view.call?.callId ?? null}>
          <CallPanel {...props} />
        </CallBoundary>
        <PartBoundary resetKey={`${view.call?.callId} ${view.wrapUp?.callId}`}>
          <SidePanel {...props} />
        </PartBoundary>
      </main>
      {runningCallId !== null && (
        <ConfirmDialog
          isOpen={endAskedFor === runningCallId}
          onOpenChange={() => setEndAskedFor(null)}
          title={t(view.call?.askedBy === null ? 'call.endTitle' : 'call.leaveTitle')}
          text={t('call.endByKey')}
          confirm={t(view.call?.askedBy === null ? 'call.end' : 'call.leave')}
          cancel={t('call.goOn')}
          onConfirm={() => void act('call:end', { callId: runningCallId })}
        />
      )}
      <Toaster position="bottom-center" closeButton />
    </div>
  );
}
