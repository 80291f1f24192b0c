import { useEffect, useState } from 'react';
import type { EventPayload } from '#shared/contract/index.ts';
import { pullLever } from '#client/call/levers.ts';
import type { TerminalProps } from './TerminalPage.tsx';
import { playTestSound } from './testSound.ts';

type Pulled = EventPayload<'lever:pulled'>;
export type LeverDialog = { readonly kind: 'unmute' | 'attention' | 'test'; readonly byName: string; readonly answer: (isYes: boolean) => void };

/** What the adviser does is in sight for at least this long. */
const shownMs = 5_000;

/** Does what the point's adviser asks of this terminal, shows it while it is done, and tells how it went. */
export function useLevers(face: TerminalProps['face'], startSelfTest: () => void) {
  const [pulled, setPulled] = useState<Pulled | null>(null);
  const [dialog, setDialog] = useState<LeverDialog | null>(null);

  useEffect(() => {
    const show = (kind: LeverDialog['kind'], byName: string): Promise<boolean> =>
      new Promise((resolve) => {
        setDialog({
          kind,
          byName,
          answer: (isYes) => {
            setDialog(null);
            resolve(isYes);
          },
        });
      });
    const carryOut = async (pull: Pulled): Promise<void> => {
      const { repairId, lever, byName } = pull;
      setPulled(pull);
      setTimeout(() => setPulled((shown) => (shown?.repairId === repairId ? null : shown)), shownMs);
      // An answer that is lost shows at the desk as one that never came.
      const tell = (outcome: 'asked' | 'done' | 'refused' | 'failed') =>
        face.connection.request('lever:report', { repairId, outcome }).catch((error: unknown) => console.warn('the desk was not told', error));
      const screen = {
        askToUnmute: () => show('unmute', byName),
        showAttention: () => {
          playTestSound();
          void show('attention', byName);
        },
        showDeviceTest: () => {
          void face.media.prepareDevices();
          playTestSound();
          void show('test', byName);
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
  }, [face, startSelfTest]);

  return { pulled, dialog };
}
