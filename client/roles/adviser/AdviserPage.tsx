import { useEffect, useRef } from 'react';
import { chatOf } from '#client/features/chat/useChatMessages.ts';
import { Toaster } from 'sonner';
import type { AdviserView, AdviserTerminal } from '#shared/contract/views/index.ts';
import { useToastedRequest } from '#client/app/shell/useToastedRequest.ts';
import { usePressGuard } from '#client/ui/pressGuard.ts';
import { SoundOf } from '#client/app/shell/Sound.tsx';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { keepDraftsOf } from '#client/app/state/drafts.ts';
import { roleClientOf, useCatalogue, useView } from '#client/app/state/roleClient.ts';
import { AdviserDesk } from './AdviserDesk.tsx';
import styles from './AdviserPage.module.css';
import type { DeskProps } from './props.ts';
import { useHelpSound } from './useHelpSound.ts';

/** The adviser's page. */
export default function AdviserPage() {
  const roleClient = roleClientOf('adviser');
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
const layoutOf = (joined: AdviserView['joined'], terminals: readonly AdviserTerminal[]): string =>
  [
    joined?.callId,
    joined?.microphone,
    ...terminals.map(({ terminalId, state, help, call }) => `${terminalId} ${state} ${help?.answeredBy} ${call?.state}`),
  ].join();

function Desk({ roleClient, view, catalogue }: Omit<DeskProps, 'act'>) {
  const act = useToastedRequest(roleClient);
  // Who is there for the connection alone has no media, and the server would give none.
  const present = view.joined !== null && view.joined.microphone !== 'connectionOnly' ? view.joined : null;
  const joinedCallId = present?.callId ?? null;
  const joinedMicrophone = present?.microphone ?? null;
  useEffect(() => {
    if (joinedCallId !== null) void roleClient.media.start(joinedCallId, { muted: joinedMicrophone === 'muted' ? ['microphone'] : [] });
    else {
      roleClient.media.stop();
      roleClient.media.releaseDevices();
    }
  }, [roleClient, joinedCallId, joinedMicrophone]);
  useEffect(() => {
    if (joinedMicrophone === null) return;
    // Muted stands for beside the terminal: what this device played there would come back as an echo (F56).
    roleClient.media.silence(joinedMicrophone === 'muted');
    void roleClient.media.setMuted('microphone', joinedMicrophone === 'muted');
  }, [roleClient, joinedMicrophone, joinedCallId]);
  useEffect(() => void chatOf(roleClient), [roleClient]);
  useEffect(() => keepDraftsOf(view.terminals.flatMap(({ call }) => (call === null ? [] : [call.callId]))), [view]);
  useHelpSound(view.terminals.filter(({ help }) => help !== null && help.answeredBy === null).length, roleClient.media.store);

  const desk = useRef<HTMLDivElement>(null);
  usePressGuard(desk, layoutOf(view.joined, view.terminals));

  return (
    <div ref={desk} className={styles['page']}>
      <AdviserDesk roleClient={roleClient} view={view} catalogue={catalogue} act={act} />
      <Toaster position="bottom-center" closeButton />
    </div>
  );
}
