import { describe, expect, it } from 'vitest';
import { waitAgainstTarget, waitTargetMs } from '#shared/queue/waitTarget.ts';

describe('a wait against the target', () => {
  it('is within it, near it from six tenths on, and over it only when the target has passed', () => {
    const places = [-1, 0, 0.59, 0.6, 1].map((share) => waitAgainstTarget(share * waitTargetMs));
    expect(places).toEqual(['within', 'within', 'within', 'near', 'near']);
    expect(waitAgainstTarget(waitTargetMs + 1)).toBe('over');
  });
});
