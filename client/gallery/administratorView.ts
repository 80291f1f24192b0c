import { type AdministratorView, administratorViewSchema } from '#shared/contract/views/index.ts';
import { made, now } from './made.ts';

export const administratorView: AdministratorView = made(administratorViewSchema, {
  version: 1,
  catalogueVersion: 1,
  now,
  administrator: { id: 'administrator-1', displayName: 'Helena Nyman', scope: { kind: 'nation' } },
});
