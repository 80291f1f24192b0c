import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clearLength, ivSequence, openFrame, sealFrame } from '#client/media/encryption/frames.ts';

const keyOf = (raw: Uint8Array<ArrayBuffer>) => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
const key = await keyOf(new Uint8Array(32).fill(7));
const sealed = async (frame: Uint8Array, clear: number) => sealFrame(frame, clear, { key, generation: 3 }, ivSequence(new Uint8Array(4))());
const open = (frame: Uint8Array, clear: number) => openFrame(frame, clear, (generation) => (generation === 3 ? key : undefined));

it('what is sealed opens as it was, and stays in the clear only where routers must look', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), fc.constantFrom(1, 3, 10), async (frame, clear) => {
      const result = await sealed(frame, clear);
      expect(result.slice(0, Math.min(clear, frame.length))).toEqual(frame.slice(0, clear));
      expect(await open(result, Math.min(clear, frame.length))).toEqual(frame);
    }),
    { numRuns: 50 },
  );
});

it('a frame that was changed anywhere does not open, the clear bytes included', async () => {
  const whole = await sealed(
    Uint8Array.from({ length: 40 }, (_, index) => index),
    10,
  );
  for (let at = 0; at < whole.length - 1; at += 1) {
    const changed = whole.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await open(changed, 10), `byte ${at}`).toBeNull();
  }
});

it('a frame of an unknown generation, in the clear or too short does not open', async () => {
  const whole = await sealed(new Uint8Array(40), 3);
  expect(await openFrame(whole, 3, () => undefined)).toBeNull();
  expect(await open(new Uint8Array(40), 3)).toBeNull();
  expect(await open(new Uint8Array(5), 3)).toBeNull();
});

it('no initialisation vector comes twice', () => {
  const next = ivSequence(new Uint8Array([1, 2, 3, 4]));
  const some = Array.from({ length: 1_000 }, () => next().join());
  expect(new Set(some).size).toBe(1_000);
});

it('only what routers can route is sealed', () => {
  expect(clearLength('audio/opus', false)).toBe(1);
  expect(clearLength('video/VP8', true)).toBe(10);
  expect(clearLength('video/VP8', false)).toBe(3);
  expect(clearLength('video/H264', true)).toBeNull();
});
