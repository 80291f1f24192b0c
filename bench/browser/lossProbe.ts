import { type types, observer } from 'mediasoup';

/**
 * Loaded into the server before its own code (`--import`), for `bench:loss -- --follow`: says on standard error when each packet of a picture leaves
 * for a page, the first time and again. The product knows nothing of it.
 */
type Sent = { readonly consumerId: string; readonly at: number; readonly seq: number; readonly isAgain: boolean };
let waiting: Sent[] = [];
setInterval(() => {
  for (const one of waiting) process.stderr.write(`lossTrace ${JSON.stringify(one)}\n`);
  waiting = [];
}, 1_000).unref();

type RtpInfo = { readonly isRtx?: boolean; readonly rtpPacket?: { readonly sequenceNumber: number } };

function watchConsumer(consumer: types.Consumer): void {
  if (consumer.kind !== 'video') return;
  consumer.on('trace', ({ timestamp, info }) => {
    const { isRtx = false, rtpPacket } = info as RtpInfo;
    if (rtpPacket !== undefined) waiting.push({ consumerId: consumer.id, at: timestamp, seq: rtpPacket.sequenceNumber, isAgain: isRtx });
  });
  void consumer.enableTraceEvent(['rtp']);
}

observer.on('newworker', (worker) =>
  worker.observer.on('newrouter', (router) =>
    router.observer.on('newtransport', (transport) => {
      // Pipes between routers lose nothing.
      if (transport.type === 'webrtc') transport.observer.on('newconsumer', watchConsumer);
    }),
  ),
);
