import type { Wall } from '#shared/contract/wall.ts';
import { Wallboard } from '#client/roles/supervisor/Wallboard.tsx';
import { Stage } from './Stage.tsx';
import { walls } from './wallViews.ts';

const isLost = (wall: Wall) => wall === walls['connection lost'];

/** The wallboard, in the states in which it may hang on a wall. */
export const SupervisorWall = () =>
  Object.entries(walls).map(([name, wall]) => (
    <Stage key={name} title={`wall / ${name}`}>
      <Wallboard wall={wall} now={wall.now} isLost={isLost(wall)} />
    </Stage>
  ));
