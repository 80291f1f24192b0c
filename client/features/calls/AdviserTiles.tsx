import type { CallMediaState } from '#client/media/state.ts';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { Plate } from './Plate.tsx';
import { RemoteTile } from './RemoteTile.tsx';

type Advisers = Extract<TerminalCall, { expertName: string }>['advisers'];
type Props = {
  readonly advisers: Advisers;
  readonly remotes: CallMediaState['remotes'];
  readonly labelOf: (name: string, role: Advisers[number]['role'] | 'connectionOnly' | 'supervisorAsks') => string;
};

/** The advisers and supervisors who are in the call, as the others see them. */
export function AdviserTiles({ advisers, remotes, labelOf }: Props) {
  return advisers.map(({ adviserId, displayName, microphone, role }) => {
    // A supervisor who listens sends nothing, and is shown all the same.
    // This one sends no media, so the tile only says that they are there.
    if (microphone === 'connectionOnly') {
      const how = role === 'supervisor' ? 'supervisorAsks' : 'connectionOnly';
      return (
        <Plate key={adviserId} testId={how}>
          {labelOf(displayName, how)}
        </Plate>
      );
    }
    const remote = remotes.find((one) => one.role === role && one.id === adviserId);
    return <RemoteTile key={adviserId} label={labelOf(displayName, role)} remote={remote} isMuted={microphone === 'muted'} testId={`${role}Tile`} />;
  });
}
