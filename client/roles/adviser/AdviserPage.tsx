import { useEffect, useRef } from 'react';
import { Toaster } from 'sonner';
import type { AdviserView, AdviserTerminal } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { useToastedRequest } from '#client/app/shell/useToastedRequest.ts';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { CallBoundary, PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { usePressGuard } from '#client/ui/pressGuard.ts';
import { SoundOf } from '#client/app/shell/Sound.tsx';
import { SignOut } from '#client/app/shell/SignOut.tsx';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { keepDraftsOf } from '#client/app/state/drafts.ts';
import { roleClientOf, useCatalogue, useView } from '#client/app/state/roleClient.ts';
import styles from './Adviser.module.css';
import { AgencyStates } from './AgencyStates.tsx';
import { CalledBack } from './CalledBack.tsx';
import { JoinedCall } from './JoinedCall.tsx';
import { JoinedConnection } from './JoinedConnection.tsx';
import { NumberOverrides } from './NumberOverrides.tsx';
import type { DeskProps } from './props.ts';
import { TerminalCard } from './TerminalCard.tsx';
import { sortTerminals } from './terminals.ts';
import { VisitingBookings } from './VisitingBookings.tsx';
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
  const { t, inLanguage } = useTexts('adviser');
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
  useEffect(() => keepDraftsOf(view.terminals.flatMap(({ call }) => (call === null ? [] : [call.callId]))), [view]);
  useHelpSound(view.terminals.filter(({ help }) => help !== null && help.answeredBy === null).length, roleClient.media.store);

  const terminals = sortTerminals(view.terminals);
  const desk = useRef<HTMLDivElement>(null);
  usePressGuard(desk, layoutOf(view.joined, terminals));

  const props = { roleClient, view, catalogue, act };
  return (
    <div ref={desk} className={styles['desk']}>
      <header className={styles['header']}>
        <div>
          <h1>{inLanguage(view.adviser.pointNames)}</h1>
          <span>{view.adviser.displayName}</span>
        </div>
        <PointClosure {...props} />
        <LanguageSwitcher />
        <SignOut roleClient={roleClient} isInCall={view.joined !== null} />
      </header>
      <main className={styles['main']}>
        <CallBoundary resetKey={joinedCallId}>
          {view.joined?.microphone === 'connectionOnly' && <JoinedConnection {...props} joined={view.joined} />}
          {view.joined !== null && present !== null && <JoinedCall {...props} joined={view.joined} />}
        </CallBoundary>
        <section aria-labelledby="terminals-title">
          <h2 id="terminals-title">{t('terminals')}</h2>
          <ul className={styles['cards']}>
            {terminals.map((terminal) => (
              <li key={terminal.terminalId}>
                <PartBoundary resetKey={terminal.call?.callId ?? null}>
                  <TerminalCard {...props} terminal={terminal} />
                </PartBoundary>
              </li>
            ))}
          </ul>
        </section>
        <PartBoundary>
          <CalledBack {...props} />
        </PartBoundary>
        <PartBoundary>
          <VisitingBookings {...props} />
        </PartBoundary>
        <PartBoundary>
          <NumberOverrides {...props} />
        </PartBoundary>
        <PartBoundary>
          <AgencyStates {...props} />
        </PartBoundary>
      </main>
      <Toaster position="bottom-center" closeButton />
    </div>
  );
}

/** Closes the point in an emergency, and opens it again. */
function PointClosure({ view, act }: DeskProps) {
  const { t } = useTexts('adviser');
  if (view.isPointClosed) {
    return (
      <Button kind="primary" onPress={() => void act('point:reopen', {})}>
        {t('door.open')}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={<Button kind="quiet">{t('door.close')}</Button>}
      title={t('door.closeTitle')}
      text={t('door.closeText')}
      confirm={t('door.close')}
      cancel={t('cancel')}
      onConfirm={() => void act('point:close', {})}
    />
  );
}
