export { Device as default } from 'mediasoup-client';
