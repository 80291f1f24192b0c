import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ExpertView } from '#shared/contract/views/index.ts';
import type { CallId } from '#shared/ids.ts';
import { chatOf } from '#client/features/chat/useChatMessages.ts';
import { hasFailed } from '#shared/contract/deviceStates.ts';
import { useToastedRequest } from '#client/app/shell/useToastedRequest.ts';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { usePressGuard } from '#client/ui/pressGuard.ts';
import { DeskToaster } from '#client/app/shell/DeskToaster.tsx';
import { SoundOf } from '#client/app/shell/Sound.tsx';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { keepDraftsOf } from '#client/app/state/drafts.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { roleClientOf, useCatalogue, useMedia, useView } from '#client/app/state/roleClient.ts';
import { useOpenDevices } from '#client/features/connection/useOpenDevices.ts';
import { DeskParts } from './DeskParts.tsx';
import { needsDevices } from './devicesNeeded.ts';
import type { DeskProps } from './props.ts';
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
  const act = useToastedRequest(roleClient);
  // The desk's session stands connected from the first moment, before any call exists.
  const { callId = null, roomId = null } = view.call ?? view.offer ?? {};
  const { muted } = view;
  useEffect(() => void roleClient.media.start(callId, { roomId, muted, isDesk: true }), [roleClient, callId, roomId, muted]);

  // A parked customer comes back, and with them what was begun.
  useEffect(() => keepDraftsOf([...view.queue, view.call, view.wrapUp].flatMap((one) => (one === null ? [] : [one.callId]))), [view]);

  useEffect(() => void chatOf(roleClient), [roleClient]);
  const { isOpening, becomeAvailable } = useAvailability({ roleClient, view, act });
  const desk = useRef<HTMLDivElement>(null);
  usePressGuard(desk, layoutOf(view));
  const runningCallId = view.call?.callId ?? null;
  const [endAskedFor, setEndAskedFor] = useState<CallId | null>(null);
  // Of this offer only: the next one takes no focus.
  const offerKey = view.offer === null ? null : `${view.offer.callId} ${view.offer.offerNumber}`;
  const [declinedKey, setDeclinedKey] = useState<string | null>(null);
  const { media } = roleClient;
  const onShortcut = useMemo(
    () => ({
      decline: () => setDeclinedKey(offerKey),
      microphone: () => void media.setMuted('microphone', !media.store.getState().isMicrophoneMuted),
      end: () => setEndAskedFor(runningCallId),
    }),
    [media, runningCallId, offerKey],
  );
  useShortcuts(view, act, onShortcut);
  return (
    <>
      <DeskParts
        ref={desk}
        roleClient={roleClient}
        view={view}
        catalogue={catalogue}
        act={act}
        isOpening={isOpening}
        onAvailable={() => void becomeAvailable()}
        isDeclining={offerKey !== null && declinedKey === offerKey}
        onDeclining={(isDeclining) => setDeclinedKey(isDeclining ? offerKey : null)}
      />
      {view.call !== null && (
        <EndQuestion
          call={view.call}
          isOpen={endAskedFor === runningCallId}
          onClose={() => setEndAskedFor(null)}
          onEnd={(call) => void act('call:end', call)}
        />
      )}
      <DeskToaster />
    </>
  );
}

/** Nobody becomes available without a microphone, or stays so; what is wrong stands in words, within seconds. */
function useAvailability({ roleClient, view, act }: Pick<DeskProps, 'roleClient' | 'view' | 'act'>) {
  const { microphoneState } = useMedia(roleClient);
  const tell = useRequest(roleClient, noteRefusal);
  const isAvailable = view.chosen.status === 'available';
  useOpenDevices(roleClient, needsDevices(view.status.status));
  const hasMicrophoneFailed = hasFailed(microphoneState);
  useEffect(() => {
    if (isAvailable && hasMicrophoneFailed) void tell('status:reportMicrophoneFailure', {});
  }, [tell, isAvailable, hasMicrophoneFailed]);

  const [isOpening, setOpening] = useState(false);
  const becomeAvailable = useCallback(async (): Promise<void> => {
    setOpening(true);
    const letGo = roleClient.media.holdDevices();
    await roleClient.media.prepareDevices();
    setOpening(false);
    if (!hasFailed(roleClient.media.store.getState().microphoneState)) await act('status:choose', { status: 'available' });
    letGo();
  }, [roleClient, act]);
  return { isOpening, becomeAvailable };
}

type EndProps = {
  readonly call: NonNullable<ExpertView['call']>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onEnd: (call: { readonly callId: CallId }) => void;
};

/** Keys are pressed by mistake: the one that ends the call asks. */
function EndQuestion({ call: { callId, askedBy }, isOpen, onClose, onEnd }: EndProps) {
  const { t } = useTexts('expert');
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={t(askedBy === null ? 'call.endTitle' : 'call.leaveTitle')}
      text={t('call.endByKey')}
      confirm={t(askedBy === null ? 'call.end' : 'call.leave')}
      cancel={t('call.goOn')}
      onConfirm={() => onEnd({ callId })}
    />
  );
}
