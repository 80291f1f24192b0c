import type { Handlers } from '#server/platform/gateway/port.ts';
import { type MappingContext, changeMapping, readMethods, tryMapping } from './mapping.ts';

export const accountHandlers = (context: MappingContext) =>
  ({
    'signInMethods:read': async (administrator) => ({ methods: await readMethods(context, administrator) }),
    'signInMethods:change': async (administrator, input) => ({ version: await changeMapping(context, administrator, input) }),
    'signInMethods:try': async (administrator, input) => ({ results: tryMapping(context, administrator, input) }),
  }) satisfies Partial<Handlers>;
