import { expect, it } from 'vitest';
import { lumaOfPlane } from '#client/media/measure/luma.ts';

const [width, height, stride, offset] = [64, 48, 72, 5];

/** A plane whose left half is of one value and whose right half of another; beside the rows is nothing that may be read. */
function halves(left: number, right: number) {
  const bytes = new Uint8Array(offset + stride * height).fill(77);
  for (let row = 0; row < height; row += 1)
    bytes.fill(left, offset + row * stride, offset + row * stride + width / 2).fill(right, offset + row * stride + width / 2, offset + row * stride + width);
  return { bytes, offset, stride, width, height };
}

it('[E19] a camera is read where its pixels are, row by row', () => {
  const luma = lumaOfPlane(halves(0, 255), 4, 2, true);
  expect([...luma]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
});

it('[E19] black is black and white is white in a picture of limited range, and what lies beyond is cut', () => {
  expect([...lumaOfPlane(halves(16, 235), 2, 1, false)]).toEqual([0, 1]);
  expect([...lumaOfPlane(halves(0, 255), 2, 1, false)]).toEqual([0, 1]);
  expect(lumaOfPlane(halves(16, 16), 1, 1, true)[0]).toBeCloseTo(16 / 255);
});

it('[E19] the noise of single pixels is taken out by the mean of some', () => {
  const plane = halves(100, 100);
  for (let index = 0; index < plane.bytes.length; index += 2) plane.bytes[index] = 120;
  for (const value of lumaOfPlane(plane, 8, 6, true)) expect(value).toBeCloseTo(110 / 255, 5);
});
