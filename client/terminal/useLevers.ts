import { useEffect, useState } from 'react';
import type { EventPayload } from '#shared/contract/index.ts';
import type { LeverOutcome } from '#shared/contract/levers.ts';
import { pullLever } from '#client/call/levers.ts';
import { playTestSound } from '#client/connection/testSound.ts';
import { type LeverDialog, createLeverDialogs } from './leverDialogs.ts';
import type { TerminalProps } from './props.ts';

type Pulled = EventPayload<'lever:pulled'>;

/** What the adviser does is in sight for at least this long. */
const shownMs = 5_000;

/**
 * Does what the point's adviser asks of this terminal, shows it while it is done, and tells how it went. `occasion` names the call or the
 * customer that dialogs are for; those of an earlier one go.
 */
export function useLevers(face: TerminalProps['face'], occasion: string, startSelfTest: () => void) {
  const [pulled, setPulled] = useState<Pulled | null>(null);
  const [dialog, setDialog] = useState<LeverDialog | null>(null);
  const [dialogs] = useState(() => createLeverDialogs(setDialog));

  useEffect(() => () => dialogs.clear(), [dialogs, occasion]);

  useEffect(() => {
    const carryOut = async (pull: Pulled): Promise<void> => {
      const { repairId, lever, byName } = pull;
      setPulled(pull);
      setTimeout(() => setPulled((shown) => (shown?.repairId === repairId ? null : shown)), shownMs);
      // An answer that is lost shows at the desk as one that never came.
      const tell = (outcome: LeverOutcome) =>
        face.connection.request('lever:report', { repairId, outcome }).catch((error: unknown) => console.warn('the desk was not told', error));
      const sound = (): void => playTestSound(face.media.store);
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
        reload: () => void tell('done').finally(() => window.location.reload()),
      };
      const outcome = await pullLever(face.media, lever, screen, () => void tell('asked'));
      if (lever.lever !== 'reload') await tell(outcome);
    };
    const stops = [
      face.connection.on('lever:pulled', (pull) => void carryOut(pull)),
      face.connection.on('practice:deviceFault', ({ device }) => face.media.setDeviceFault(device)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [face, dialogs, startSelfTest]);

  return { pulled, dialog };
}
