import { Loading } from '#client/ui/Loading.tsx';
import { useReloadForBuild } from './useReloadForBuild.ts';
import { useWall } from './useWall.ts';
import { Wallboard } from './Wallboard.tsx';

/** To where one signs in, which is a desk's page and has a mode of its own. */
function leave(): void {
  window.history.replaceState({ refused: 'supervisor' }, '', '/');
  window.location.reload();
}

/** The wallboard's page: it needs nobody, comes back from whatever happens to the line, and follows new builds. */
export default function WallPage() {
  const { wall, now, isLost } = useWall(leave);
  useReloadForBuild();
  return wall === null ? <Loading /> : <Wallboard wall={wall} now={now} isLost={isLost} />;
}
