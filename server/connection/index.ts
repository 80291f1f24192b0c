export { eraseScores } from './seriesStore.ts';
export { type IceServer, type TurnOptions, iceServers } from './turn.ts';
export { type AlertRow, ownFindings, readAlertsOfPoints, toAlert } from './store.ts';
export { type ConnectionOptions, type Connections, createConnections } from './service.ts';
