import type { RemoteParticipant } from '#client/media/state.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { RemoteTile } from './RemoteTile.tsx';

const participantKey = ({ role, id }: Pick<RemoteParticipant, 'role' | 'id'>): string => `${role}:${id}`;

type Props = {
  readonly remotes: readonly RemoteParticipant[];
  /** Whoever has a tile of their own, as `role:id`. */
  readonly named: readonly string[];
};

/** Whoever else is heard or seen, as when media comes before the view that names them: nobody is in a talk without a tile and its sound. */
export function UnnamedTiles({ remotes, named }: Props) {
  const { t } = useTexts('common');
  return remotes
    .filter((remote) => (remote.audio?.isOpen === true || remote.video?.isOpen === true) && !named.includes(participantKey(remote)))
    .map((remote) => <RemoteTile key={participantKey(remote)} label={t(`person.${remote.role}`)} remote={remote} testId="unnamedTile" />);
}
