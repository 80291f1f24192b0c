import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startBackoff, backoff } from '#shared/connection/backoff.ts';
import { isFallbackPath, udpRecoveryPolicy } from '#shared/connection/fallbackPath.ts';

const sampleEveryMs = 2_000;
/** When UDP is tried, with a report every two seconds. */
function triesOf(looks: readonly boolean[]): number[] {
  let state = startBackoff(udpRecoveryPolicy);
  return looks.flatMap((isOnFallbackNow, index) => {
    const look = backoff(state, isOnFallbackNow, index * sampleEveryMs, udpRecoveryPolicy);
    ({ state } = look);
    return look.isDue ? [index * sampleEveryMs] : [];
  });
}
const path = {
  state: 'connected',
  candidateType: 'host',
  protocol: 'udp',
  relayProtocol: null,
  currentRoundTripTime: null,
  availableOutgoingBitrate: null,
} as const;

describe('[F62] [C17] the return from TCP or a relay to UDP', () => {
  it('is tried soon, then less and less often, and never given up', () => {
    const tries = triesOf(Array.from({ length: 600 }, () => true));
    expect(tries[0]).toBeLessThanOrEqual(6_000);
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    for (const [index, pause] of pauses.slice(1).entries()) expect(pause).toBeGreaterThanOrEqual((pauses[index] ?? 0) - sampleEveryMs);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(62_000);
    expect(tries.length).toBeGreaterThan(20);
  });

  it('is tried only on a fallback path, and less often while it keeps failing', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (looks) => {
        const tries = triesOf(looks);
        for (const at of tries) expect(looks[at / sampleEveryMs]).toBe(true);
        for (const [index, at] of tries.slice(1).entries()) expect(at - (tries[index] ?? 0)).toBeGreaterThanOrEqual(3_000);
      }),
    );
  });

  it('a path that a person has chosen is no fallback', () => {
    const tcp = { ...path, protocol: 'tcp' } as const;
    expect(isFallbackPath({ send: tcp, receive: path, pathPolicy: 'any' })).toBe(true);
    expect(isFallbackPath({ send: path, receive: { ...path, candidateType: 'relay' }, pathPolicy: 'any' })).toBe(true);
    expect(isFallbackPath({ send: tcp, receive: tcp, pathPolicy: 'tcp' })).toBe(false);
    expect(isFallbackPath({ send: path, receive: path, pathPolicy: 'any' })).toBe(false);
    expect(isFallbackPath({ send: { ...tcp, state: 'failed' }, receive: null, pathPolicy: 'any' })).toBe(false);
  });
});
