import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { Loading } from '#client/ui/Loading.tsx';
import { useReloadForBuild } from './useReloadForBuild.ts';
import { useWall } from './useWall.ts';
import { Wallboard } from './Wallboard.tsx';

/** The wallboard's page: it needs nobody, comes back from whatever happens to the line, and follows new builds. */
export default function WallPage() {
  const [, navigate] = useLocation();
  const leave = useCallback(() => {
    navigate('/', { state: { refused: 'supervisor' } });
    // Signing in is done at a desk's page, in its own mode.
    window.location.reload();
  }, [navigate]);
  const { wall, now, isLost } = useWall(leave);
  useReloadForBuild();
  return wall === null ? <Loading /> : <Wallboard wall={wall} now={now} isLost={isLost} />;
}
