export { loose, versionOf } from './context.ts';
export { type Administration, createAdministration } from './service.ts';
