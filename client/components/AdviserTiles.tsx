import type { CallMediaState } from '#client/call/state.ts';
import type { TerminalCall } from '#shared/contract/views.ts';
import { VideoTile } from './VideoTile.tsx';

type Advisers = Extract<TerminalCall, { expertName: string }>['advisers'];
type Props = {
  readonly advisers: Advisers;
  readonly remotes: CallMediaState['remotes'];
  readonly labelOf: (name: string) => string;
  readonly volume?: number;
};

/** The advisers who are in the call, as the others see them. */
export function AdviserTiles({ advisers, remotes, labelOf, volume = 1 }: Props) {
  return advisers.map(({ adviserId, displayName, microphone }) => {
    const remote = remotes.find(({ role, id }) => role === 'adviser' && id === adviserId);
    return (
      <VideoTile
        key={adviserId}
        label={labelOf(displayName)}
        video={remote?.video?.track ?? null}
        audio={remote?.audio?.track ?? null}
        volume={volume}
        isMicrophoneMuted={microphone === 'muted' || (remote?.audio?.isMuted ?? false)}
        isCameraMuted={remote?.video?.isMuted ?? false}
        testId="adviserTile"
      />
    );
  });
}
