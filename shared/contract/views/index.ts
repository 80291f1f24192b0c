export * from './common.ts';
export * from './terminal.ts';
export * from './expert.ts';
export * from './adviser.ts';
export * from './supervisor.ts';
export * from './administrator.ts';
