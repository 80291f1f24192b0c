import type { ReactNode } from 'react';
import type { RemoteParticipant } from '#client/media/state.ts';
import { VideoTile } from './VideoTile.tsx';

type Props = {
  /** Name and role, always visible. */
  readonly label: string;
  readonly sub?: string;
  /** Who sends it; without anybody yet, the tile waits for them. */
  readonly remote: RemoteParticipant | undefined;
  /** Known to be muted before any media says so. */
  readonly isMuted?: boolean;
  readonly overlay?: ReactNode;
  readonly testId?: string;
};

/** Picture and sound of somebody at the far side, and what of it they have closed. */
export const RemoteTile = ({ remote, isMuted = false, ...shown }: Props) => (
  <VideoTile
    {...shown}
    video={remote?.video?.track ?? null}
    audio={remote?.audio?.track ?? null}
    isMicrophoneMuted={isMuted || (remote?.audio?.isMuted ?? false)}
    isCameraMuted={remote?.video?.isMuted ?? false}
  />
);
