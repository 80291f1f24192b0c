import type { StageRole } from '#shared/contract/http.ts';

/** What is drawn is this large. */
const width = 320;
const height = 180;
/** The camera gives it twice as large: of a picture in three sizes the browser does not send the largest one below 960 × 540, so 320 × 180 arrives. */
const enlarged = 2;
export const pictureWidth = enlarged * width;
export const pictureHeight = enlarged * height;
/** So that a tile of another shape cuts nothing off. */
const share = 0.9;

type Look = {
  readonly wall: readonly [string, string];
  readonly clothes: string;
  readonly collar: string;
  readonly skin: string;
  readonly hair: string;
  readonly style: 'bun' | 'short' | 'curls';
  readonly hasGlasses: boolean;
};

/** A picture of its own for each; as in a photograph, its colours are the same in every theme. */
const looks: Readonly<Record<StageRole, Look>> = {
  terminal: {
    wall: ['#e8ddca', '#c9b692'],
    clothes: '#7a3f52',
    collar: '#f2e7dc',
    skin: '#e9bd9b',
    hair: '#b9b4ae',
    style: 'bun',
    hasGlasses: true,
  },
  expert: {
    wall: ['#dbe8f3', '#9fbcd6'],
    clothes: '#1f3f6b',
    collar: '#ffffff',
    skin: '#c68f66',
    hair: '#2b2320',
    style: 'short',
    hasGlasses: false,
  },
  adviser: {
    wall: ['#e2efdf', '#a9caa4'],
    clothes: '#c4571c',
    collar: '#3a2a20',
    skin: '#f0c8a8',
    hair: '#9a4a1f',
    style: 'curls',
    hasGlasses: false,
  },
};

/** Seconds between two blinks, and how long one takes. */
const blinkEvery = 3.7;
const blinkSeconds = 0.16;

/** Head and shoulders at a moment, in seconds: they breathe, sway a little and blink; the mouth opens with the voice. */
export function drawFigure(context: CanvasRenderingContext2D, role: StageRole, seconds: number, isSpeaking: boolean): void {
  const look = looks[role];
  context.save();
  context.scale(enlarged, enlarged);
  drawRoom(context, look, seconds);
  // No two of these ever come round together, so that no picture is like the one before.
  context.translate(width / 2 + 5 * Math.sin(seconds * 0.61), height + 3 * Math.sin(seconds * 1.27));
  context.scale(share, share);
  drawBody(context, look);
  context.translate(2 * Math.sin(seconds * 0.83), 1.5 * Math.sin(seconds * 1.9));
  context.rotate(0.03 * Math.sin(seconds * 0.47));
  drawHead(context, look);
  drawFace(context, look, (seconds + role.length) % blinkEvery < blinkSeconds, isSpeaking);
  context.restore();
}

function drawRoom(context: CanvasRenderingContext2D, { wall }: Look, seconds: number): void {
  const light = context.createLinearGradient(0, 0, width + 20 * Math.sin(seconds * 0.13), height);
  light.addColorStop(0, wall[0]);
  light.addColorStop(1, wall[1]);
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'rgb(255 255 255 / 45%)';
  context.fillRect(22, 18, 58, 74);
}

function drawBody(context: CanvasRenderingContext2D, { clothes, collar, skin }: Look): void {
  context.fillStyle = clothes;
  context.beginPath();
  context.moveTo(-92, 6);
  context.bezierCurveTo(-88, -48, -44, -56, -20, -62);
  context.lineTo(20, -62);
  context.bezierCurveTo(44, -56, 88, -48, 92, 6);
  context.fill();
  context.fillStyle = collar;
  context.beginPath();
  context.moveTo(-22, -62);
  context.lineTo(0, -34);
  context.lineTo(22, -62);
  context.fill();
  context.fillStyle = skin;
  context.fillRect(-12, -80, 24, 24);
}

const ellipse = (context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void => {
  context.beginPath();
  context.ellipse(x, y, width, height, 0, 0, 2 * Math.PI);
  context.fill();
};

function drawHead(context: CanvasRenderingContext2D, { skin, hair, style }: Look): void {
  context.fillStyle = hair;
  if (style === 'bun') ellipse(context, 0, -157, 15, 13);
  if (style !== 'short') ellipse(context, 0, -112, 37, style === 'curls' ? 45 : 40);
  if (style === 'curls')
    for (const [x, y] of [
      [-33, -100],
      [33, -100],
      [-28, -128],
      [28, -128],
      [-36, -80],
      [36, -80],
    ] as const)
      ellipse(context, x, y, 13, 13);
  context.fillStyle = skin;
  ellipse(context, 0, -104, 29, 37);
  for (const side of [-1, 1]) ellipse(context, side * 29, -102, 5, 8);
  context.fillStyle = hair;
  context.beginPath();
  context.ellipse(0, -122, 31, 24, 0, Math.PI, 2 * Math.PI);
  context.quadraticCurveTo(8, -130, -31, -116);
  context.fill();
}

function drawFace(context: CanvasRenderingContext2D, { hair, hasGlasses }: Look, isBlinking: boolean, isSpeaking: boolean): void {
  context.lineCap = 'round';
  context.lineWidth = 2.4;
  context.strokeStyle = hair;
  for (const side of [-1, 1]) {
    context.beginPath();
    context.moveTo(side * 6, -117);
    context.quadraticCurveTo(side * 12, -121, side * 18, -115);
    context.stroke();
  }
  context.fillStyle = '#22252b';
  for (const side of [-1, 1]) ellipse(context, side * 11.5, -106, 3, isBlinking ? 0.6 : 3.6);
  if (hasGlasses) drawGlasses(context);
  context.strokeStyle = '#7c3b31';
  context.fillStyle = '#7c3b31';
  if (isSpeaking) ellipse(context, 0, -84, 8, 5);
  else {
    context.beginPath();
    context.arc(0, -91, 10, 0.25 * Math.PI, 0.75 * Math.PI);
    context.stroke();
  }
}

function drawGlasses(context: CanvasRenderingContext2D): void {
  context.strokeStyle = '#3b3f46';
  context.lineWidth = 1.6;
  for (const side of [-1, 1]) {
    context.beginPath();
    context.arc(side * 11.5, -106, 8.5, 0, 2 * Math.PI);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(-3, -107);
  context.lineTo(3, -107);
  context.stroke();
}
