export { type IceServer, type TurnOptions, iceServers } from './turn.ts';
