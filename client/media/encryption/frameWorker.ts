import { type FrameKey, clearLength, ivSequence, openFrame, sealFrame } from './frames.ts';

/** What the page tells the worker. Keys are not extractable here. */
export type WorkerMessage =
  | { readonly kind: 'sendKey'; readonly key: FrameKey | null }
  | { readonly kind: 'receiveKey'; readonly from: string; readonly key: FrameKey }
  | { readonly kind: 'forget'; readonly from: string };

/** What a transform is for; `from` is whose frames come. */
export type TransformOptions = { readonly kind: 'seal' } | { readonly kind: 'open'; readonly from: string };

type EncodedFrame = RTCEncodedVideoFrame | RTCEncodedAudioFrame;
type Transformer = {
  readonly options: TransformOptions;
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
};

/** Of each sender so many generations are kept: frames under an older one may still be under way. */
const keptGenerations = 4;

let sendKey: FrameKey | null = null;
const receiveKeys = new Map<string, FrameKey[]>();

addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
  if (data.kind === 'sendKey') sendKey = data.key;
  else if (data.kind === 'forget') receiveKeys.delete(data.from);
  else receiveKeys.set(data.from, [data.key, ...(receiveKeys.get(data.from) ?? [])].slice(0, keptGenerations));
});

const lengthOf = (frame: EncodedFrame): number | null => clearLength(frame.getMetadata().mimeType ?? '', 'type' in frame && frame.type === 'key');

/** A frame for which there is no key is dropped: nothing ever leaves, or is drawn, as it is. */
function sealing(): TransformStream<EncodedFrame, EncodedFrame> {
  const nextIv = ivSequence(crypto.getRandomValues(new Uint8Array(4)));
  return new TransformStream({
    async transform(frame, controller) {
      const [key, clear] = [sendKey, lengthOf(frame)];
      if (key === null || clear === null) return;
      frame.data = (await sealFrame(new Uint8Array(frame.data), clear, key, nextIv())).buffer;
      controller.enqueue(frame);
    },
  });
}

const opening = (from: string): TransformStream<EncodedFrame, EncodedFrame> =>
  new TransformStream({
    async transform(frame, controller) {
      const clear = lengthOf(frame);
      if (clear === null) return;
      const keys = receiveKeys.get(from) ?? [];
      const opened = await openFrame(new Uint8Array(frame.data), clear, (generation) => keys.find((one) => one.generation === generation)?.key);
      if (opened === null) return;
      frame.data = opened.buffer;
      controller.enqueue(frame);
    },
  });

addEventListener('rtctransform', (event) => {
  // TypeScript's library for pages has no worker's events.
  const { transformer } = event as Event & { readonly transformer: Transformer };
  const { options, readable, writable } = transformer;
  const stream = options.kind === 'seal' ? sealing() : opening(options.from);
  // It ends in an error when its track ends.
  readable
    .pipeThrough(stream)
    .pipeTo(writable)
    .catch(() => undefined);
});
