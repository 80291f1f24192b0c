import { mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A colour as red, green and blue, 0 to 255. */
type Colour = readonly [number, number, number];

/** How a drawn person looks: somebody to be recognised, and nobody in particular. */
export type Figure = { readonly wall: Colour; readonly skin: Colour; readonly hair: Colour; readonly shirt: Colour; readonly hasLongHair: boolean };

export const figures = {
  customer: { wall: [214, 206, 190], skin: [226, 178, 148], hair: [96, 66, 44], shirt: [70, 104, 92], hasLongHair: true },
  expert: { wall: [198, 210, 222], skin: [204, 154, 122], hair: [44, 38, 40], shirt: [32, 62, 112], hasLongHair: false },
  adviser: { wall: [222, 212, 214], skin: [240, 200, 176], hair: [190, 150, 90], shirt: [150, 72, 62], hasLongHair: true },
} as const satisfies Readonly<Record<string, Figure>>;

const size = { width: 640, height: 360 } as const;
const framesPerSecond = 15;
const seconds = 4;
const dark: Colour = [52, 36, 34];
const lips: Colour = [176, 92, 84];
const white: Colour = [250, 250, 248];

type Shape = { readonly x: number; readonly y: number; readonly rx: number; readonly ry: number; readonly colour: Colour };

/** What is drawn at a moment of the loop (0 to 1), the farthest first; lengths in parts of the picture's height, from its middle. */
function shapesAt(figure: Figure, moment: number): readonly Shape[] {
  const turn = 2 * Math.PI * moment;
  const [sway, nod] = [0.012 * Math.sin(turn), 0.008 * Math.sin(2 * turn)];
  // Two blinks a loop, the second one late, so that it does not look like a clock.
  const isBlinking = [0.21, 0.78].some((at) => Math.abs(moment - at) < 0.018);
  const opening = 0.006 + 0.014 * Math.abs(Math.sin(5 * turn)) * Math.max(0, Math.sin(turn + 0.6));
  const head = { x: sway, y: -0.1 + nod };
  const part = (x: number, y: number, rx: number, ry: number, colour: Colour): Shape => ({ x: head.x + x, y: head.y + y, rx, ry, colour });
  const eye = (side: number): readonly Shape[] => [
    part(0.075 * side, -0.02, 0.028, isBlinking ? 0.003 : 0.017, white),
    part(0.075 * side, -0.02, 0.013, isBlinking ? 0.003 : 0.015, dark),
    part(0.075 * side, -0.065, 0.038, 0.008, figure.hair),
  ];
  return [
    ...(figure.hasLongHair ? [part(0, 0.06, 0.235, 0.3, figure.hair)] : []),
    part(0, 0.2, 0.075, 0.12, figure.skin),
    { x: 0.6 * sway, y: 0.52, rx: 0.42, ry: 0.3 + 0.3 * nod, colour: figure.shirt },
    part(0, -0.07, 0.2, 0.2, figure.hair),
    part(0, 0, 0.175, 0.22, figure.skin),
    part(0, -0.185, 0.15, 0.065, figure.hair),
    ...eye(-1),
    ...eye(1),
    part(0, 0.045, 0.018, 0.03, figure.skin.map((value) => value * 0.92) as unknown as Colour),
    part(0, 0.11, 0.06, 0.016 + opening, lips),
    // What is left below it is a smile.
    part(0, 0.1, 0.066, 0.014 + 0.4 * opening, figure.skin),
  ];
}

/** How much of a pixel an ellipse covers, with a soft edge one pixel wide. */
function coverage({ x, y, rx, ry }: Shape, atX: number, atY: number): number {
  const distance = (Math.hypot((atX - x) / rx, (atY - y) / ry) - 1) * Math.min(rx, ry) * size.height;
  return Math.min(1, Math.max(0, 0.5 - distance));
}

function colourAt(shapes: readonly Shape[], wall: Colour, atX: number, atY: number): Colour {
  // Light from the upper left.
  const light = 1.02 - 0.1 * (atX + atY);
  let colour: Colour = [wall[0] * light, wall[1] * light, wall[2] * light];
  for (const shape of shapes) {
    if (Math.abs(atX - shape.x) > shape.rx + 0.01 || Math.abs(atY - shape.y) > shape.ry + 0.01) continue;
    const share = coverage(shape, atX, atY);
    const mix = (at: 0 | 1 | 2): number => colour[at] + (shape.colour[at] - colour[at]) * share;
    colour = [mix(0), mix(1), mix(2)];
  }
  return colour;
}

/** A frame in planes of Y, U and V, the latter two at half the size (BT.601, full steps of 8 bits). */
function frameAt(figure: Figure, moment: number): Buffer {
  const { width, height } = size;
  const shapes = shapesAt(figure, moment);
  const luma = width * height;
  const frame = Buffer.alloc((luma * 3) / 2);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [r, g, b] = colourAt(shapes, figure.wall, (column - width / 2) / height, (row - height / 2) / height);
      frame[row * width + column] = Math.min(235, 16 + 0.257 * r + 0.504 * g + 0.098 * b);
      if (row % 2 === 1 || column % 2 === 1) continue;
      const at = luma + (row / 2) * (width / 2) + column / 2;
      frame[at] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
      frame[at + luma / 4] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  }
  return frame;
}

/**
 * A film of a person who breathes, blinks and talks, for a browser's fake camera (YUV4MPEG2; `--use-file-for-fake-video-capture`).
 * It ends where it begins. The file goes when `remove` is called.
 */
export async function drawPerson(figure: Figure): Promise<{ readonly flag: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'distans-person-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = path.join(folder, 'person.y4m');
    await using film = await open(file, 'w');
    await film.write(`YUV4MPEG2 W${size.width} H${size.height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
    const frames = framesPerSecond * seconds;
    for (let at = 0; at < frames; at += 1) {
      await film.write('FRAME\n');
      await film.write(frameAt(figure, at / frames));
    }
    return { flag: `--use-file-for-fake-video-capture=${file}`, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
