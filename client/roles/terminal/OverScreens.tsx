import { SelfTestDialog } from '#client/features/selfTest/SelfTestDialog.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { RemoteActionNotices } from './RemoteActionNotices.tsx';
import { StillThere } from './StillThere.tsx';
import type { TerminalProps } from './props.ts';
import type { useSelfTest } from './useSelfTest.ts';
import type { useSignOfLife } from './useSignOfLife.ts';

type Props = TerminalProps & {
  readonly isStart: boolean;
  readonly selfTest: ReturnType<typeof useSelfTest>;
  readonly isIdle: boolean;
  readonly onHere: () => void;
  readonly life: ReturnType<typeof useSignOfLife>;
};

/** What comes over any screen: the adviser's remote actions, questions, the self-test. */
export default function OverScreens({ isStart, selfTest, isIdle, onHere, life, ...props }: Props) {
  const { roleClient, view } = props;
  const running = view.call !== null && view.call.state !== 'ended' ? view.call : null;
  return (
    <>
      <RemoteActionNotices roleClient={roleClient} occasion={`${running?.roomId ?? ''} ${isStart}`} onSelfTest={selfTest.start} />
      {selfTest.run !== null && <SelfTestDialog run={selfTest.run} onClose={selfTest.close} />}
      {isIdle && <StillThere text="idle.text" onHere={onHere} />}
      {life.isAsking && <StillThere text="idle.waitingText" onHere={life.onHere} />}
      {view.consent !== null && <ConsentDialog {...props} consent={view.consent} />}
    </>
  );
}
