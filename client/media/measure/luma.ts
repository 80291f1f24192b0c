/** A plane of brightness in memory: where it begins, and how many bytes are from one row to the next. */
export type Plane = { readonly bytes: Uint8Array; readonly offset: number; readonly stride: number; readonly width: number; readonly height: number };

/** Each value is the mean of so many pixels across and down, which takes most of a sensor's noise away. */
const patch = 4;

/**
 * A small picture's brightness, 0 to 1, read here and there from a large one. `isFullRange` says whether black is 0 and white 255, or 16 and 235
 * (ITU-R BT.709).
 */
export function lumaOfPlane({ bytes, offset, stride, width, height }: Plane, across: number, down: number, isFullRange: boolean): Float32Array {
  const luma = new Float32Array(across * down);
  const [black, span] = isFullRange ? [0, 255] : [16, 219];
  for (let index = 0; index < luma.length; index += 1) {
    const left = Math.min(Math.max(0, width - patch), Math.floor((((index % across) + 0.5) * width) / across - patch / 2));
    const top = Math.min(Math.max(0, height - patch), Math.floor(((Math.floor(index / across) + 0.5) * height) / down - patch / 2));
    let sum = 0;
    for (let row = 0; row < patch; row += 1) for (let column = 0; column < patch; column += 1) sum += bytes[offset + (top + row) * stride + left + column] ?? 0;
    luma[index] = Math.min(1, Math.max(0, (sum / patch ** 2 - black) / span));
  }
  return luma;
}

/** Formats whose first plane is brightness, eight bits a pixel (https://www.w3.org/TR/webcodecs/#pixel-format). */
const planar = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12']);

/**
 * Reads frames' brightness without drawing them: to convert a whole picture for so few values takes a slow machine's main thread 20 ms.
 * Resolves with null for a frame that has no plane of brightness.
 */
export function lumaReader(across: number, down: number): (frame: VideoFrame) => Promise<Float32Array | null> {
  let bytes = new Uint8Array(0);
  return async (frame) => {
    if (!planar.has(frame.format ?? '') || frame.visibleRect === null) return null;
    const size = frame.allocationSize();
    if (bytes.length < size) bytes = new Uint8Array(size);
    const [plane] = await frame.copyTo(bytes);
    if (plane === undefined) return null;
    const { width, height } = frame.visibleRect;
    return lumaOfPlane({ bytes, ...plane, width, height }, across, down, frame.colorSpace.fullRange ?? false);
  };
}
