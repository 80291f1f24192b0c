export { type RemoteActions, createRemoteActions, readRemoteActionRuns, readRemoteActionRunsOfRoom } from './service.ts';
