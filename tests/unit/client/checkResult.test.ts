import { describe, expect, it } from 'vitest';
import { checkResult } from '#client/roles/terminal/checkResult.ts';

const ok = { cameraState: 'ok', microphoneState: 'ok' } as const;

describe('[F4] the device check’s result', () => {
  it('is good only when the voice has been heard', () => {
    expect(checkResult(ok, true, true)).toBe('good');
    expect(checkResult(ok, false, true)).toBe('speak');
  });

  it('names what stands in the way most', () => {
    expect(checkResult({ ...ok, cameraState: 'missing' }, true, true)).toBe('camera');
    expect(checkResult({ ...ok, microphoneState: 'silent' }, false, true)).toBe('microphone');
    expect(checkResult({ cameraState: 'denied', microphoneState: 'denied' }, false, true)).toBe('both');
    expect(checkResult({ ...ok, cameraState: 'asking' }, false, true)).toBe('asking');
    expect(checkResult(ok, true, false)).toBe('network');
    expect(checkResult({ ...ok, cameraState: 'unknown' }, false, true)).toBe('running');
  });
});
