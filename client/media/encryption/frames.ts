import { type Bytes, joined } from './bytes.ts';

/** The generations of a sender's key are told by one byte of each frame. */
export type FrameKey = { readonly generation: number; readonly key: CryptoKey };

const ivLength = 12;
const trailerLength = ivLength + 1;

/**
 * Bytes at a frame's beginning that stay in the clear, since routers and decoders look at them before the frame is opened. Of Opus the byte that says
 * how it is packed (RFC 6716, 3.1). Of VP8 the frame's tag, and of a key frame also its start code and size (RFC 6386, 9.1): by these the server
 * knows when it can change between layers. The codec's other frames cannot be told apart so, and are not sent.
 */
export function clearLength(mimeType: string, isKeyFrame: boolean): number | null {
  if (mimeType.toLowerCase() === 'audio/opus') return 1;
  if (mimeType.toLowerCase() === 'video/vp8') return isKeyFrame ? 10 : 3;
  return null;
}

/**
 * The frame as it is sent: the clear bytes, the rest encrypted by AES-GCM with the clear ones authenticated, the initialisation vector, and the key's
 * generation. `iv` must never come twice with the same key.
 */
export async function sealFrame(frame: Uint8Array, clear: number, { key, generation }: FrameKey, iv: Bytes): Promise<Bytes> {
  const head = frame.slice(0, clear);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, key, frame.slice(clear));
  return joined(head, new Uint8Array(sealed), iv, Uint8Array.of(generation));
}

/** What was sealed; null where no key of that generation is known, or where it is not what the sender has sealed. */
export async function openFrame(sealed: Uint8Array, clear: number, keyOf: (generation: number) => CryptoKey | undefined): Promise<Bytes | null> {
  if (sealed.length < clear + trailerLength) return null;
  const key = keyOf(sealed[sealed.length - 1] ?? 0);
  if (key === undefined) return null;
  const head = sealed.slice(0, clear);
  const iv = sealed.slice(-trailerLength, -1);
  const opened = await crypto.subtle
    .decrypt({ name: 'AES-GCM', iv, additionalData: head }, key, sealed.slice(clear, -trailerLength))
    // Forged or damaged: the same for the decoder as a frame that never came.
    .catch(() => null);
  return opened === null ? null : joined(head, new Uint8Array(opened));
}

/** Each call gives another initialisation vector: four bytes of chance for each track, and a counter. */
export function ivSequence(random: Bytes): () => Bytes {
  let count = 0n;
  return () => {
    const iv = new Uint8Array(ivLength);
    iv.set(random.subarray(0, 4));
    new DataView(iv.buffer).setBigUint64(4, (count += 1n));
    return iv;
  };
}
