import type { Feature } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { People } from './index.ts';

export const peopleFeature = ({ people }: { readonly people: People }) =>
  ({
    handlers: {
      'people:signIns': (author) => people.signIns(author),
      'people:makeCode': (author, { staffId }) => people.makeCode(author, staffId),
    } satisfies Partial<Handlers>,
  }) satisfies Feature;
