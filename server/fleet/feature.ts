import { type Feature, done } from '#server/feature.ts';
import type { Fleet } from './index.ts';

export const fleetFeature = ({ fleet }: { readonly fleet: Fleet }) =>
  ({
    handlers: {
      'terminals:list': async (session) => ({ terminals: await fleet.list(session), emptyPoints: fleet.listEmptyPoints(session) }),
      'terminal:makeCode': (session, input) => fleet.makeCode(session, input),
      'terminal:add': (session, input) => fleet.add(session, input),
      'terminal:rename': (session, input) => done(fleet.rename(session, input)),
      'terminal:move': (session, input) => done(fleet.move(session, input)),
      'terminal:revoke': (session, input) => done(fleet.revoke(session, input)),
    },
  }) satisfies Feature;
