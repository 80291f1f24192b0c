import { type types, observer } from 'mediasoup';
import { Socket } from 'socket.io';

/**
 * Loaded into the server before its own code (`--import`), for `bench:answer -- --trace`: says on standard error when what concerns an answer
 * happens here, in milliseconds of the machine's clock. The product knows nothing of it.
 */
const clock = (): number => performance.timeOrigin + performance.now();
/** The media worker stamps with the machine's monotonic clock, as hrtime does. */
const ofWorker = (timestamp: number): number => timestamp + clock() - Number(process.hrtime.bigint()) / 1e6;

const say = (stamp: { readonly at: number; readonly name: string; readonly transportId?: string }): void =>
  void process.stderr.write(`answerTrace ${JSON.stringify(stamp)}\n`);

type Packet = { readonly data?: readonly unknown[] };
const received = Socket.prototype as unknown as { _onpacket(packet: Packet): void };
const { _onpacket: take } = received;
received._onpacket = function (this: unknown, packet) {
  if (packet.data?.[0] === 'offer:accept') say({ at: clock(), name: 'request' });
  take.call(this, packet);
};

function watchProducer(transportId: string, producer: types.Producer): void {
  if (producer.kind !== 'video') return;
  producer.on('trace', ({ type, timestamp }) => say({ at: ofWorker(timestamp), name: `producer.${type}`, transportId }));
  void producer.enableTraceEvent(['keyframe', 'pli']);
}

function watchConsumer(transportId: string, consumer: types.Consumer): void {
  if (consumer.kind !== 'video') return;
  consumer.observer.on('resume', () => say({ at: clock(), name: 'consumer.resumed', transportId }));
  consumer.on('trace', ({ type, timestamp }) => say({ at: ofWorker(timestamp), name: `consumer.${type}`, transportId }));
  void consumer.enableTraceEvent(['keyframe']);
}

observer.on('newworker', (worker) =>
  worker.observer.on('newrouter', (router) =>
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newproducer', (producer) => watchProducer(transport.id, producer));
      transport.observer.on('newconsumer', (consumer) => watchConsumer(transport.id, consumer));
    }),
  ),
);
