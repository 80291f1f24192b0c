import { useEffect, useState } from 'react';
import type { EventPayload } from '#shared/contract/index.ts';
import type { RemoteActionOutcome } from '#shared/contract/remoteActions.ts';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import { runRemoteAction } from '#client/media/remoteActions.ts';
import { playTestSound } from '#client/features/connection/testSound.ts';
import { type RemoteActionDialog, createRemoteActionDialogs } from './remoteActionDialogs.ts';
import type { TerminalProps } from './props.ts';

type Pulled = EventPayload<'remoteAction:requested'>;

/** What the adviser does is in sight for at least this long. */
const shownMs = 5_000;

/**
 * Does what the point's adviser asks of this terminal, shows it while it is done, and tells how it went. `occasion` names the call or the
 * customer that dialogs are for; those of an earlier one go.
 */
export function useRemoteActions(roleClient: TerminalProps['roleClient'], occasion: string, startSelfTest: () => void) {
  const [pulled, setPulled] = useState<Pulled | null>(null);
  const [dialog, setDialog] = useState<RemoteActionDialog | null>(null);
  const act = useRequest(roleClient, noteRefusal);
  const [dialogs] = useState(() => createRemoteActionDialogs(setDialog));

  useEffect(() => () => dialogs.clear(), [dialogs, occasion]);

  useEffect(() => {
    const carryOut = async (pull: Pulled): Promise<void> => {
      const { remoteActionId, remoteAction, byName } = pull;
      setPulled(pull);
      setTimeout(() => setPulled((shown) => (shown?.remoteActionId === remoteActionId ? null : shown)), shownMs);
      // An answer that is lost shows at the desk as one that never came.
      const tell = (outcome: RemoteActionOutcome) => act('remoteAction:report', { remoteActionId, outcome });
      const sound = (): void => playTestSound(roleClient.media.store);
      const screen = {
        askToUnmute: () => dialogs.ask('unmute', byName),
        showAttention: () => {
          sound();
          void dialogs.ask('attention', byName);
        },
        showDeviceTest: () => {
          sound();
          void dialogs.ask('test', byName);
        },
        showSelfTest: startSelfTest,
        // The desk is told first: a page that reloads says nothing more.
        reload: () => void tell('done').then(() => window.location.reload()),
      };
      const outcome = await runRemoteAction(roleClient.media, remoteAction, screen, () => void tell('asked'));
      if (remoteAction.remoteAction !== 'reload') await tell(outcome);
    };
    const stops = [
      roleClient.connection.on('remoteAction:requested', (pull) => void carryOut(pull)),
      roleClient.connection.on('practice:deviceFault', ({ device }) => roleClient.media.setDeviceFault(device)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [roleClient, act, dialogs, startSelfTest]);

  return { pulled, dialog };
}
