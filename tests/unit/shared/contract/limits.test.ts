import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionReportSchema } from '#shared/contract/connectionReport.ts';
import { cut } from '#shared/contract/cut.ts';
import { selfTestContract } from '#shared/contract/selfTest.ts';
import { terminalsContract } from '#shared/terminals/contract.ts';
import { goodReport } from '#tests/support/legs.ts';

const kinds = ['audioinput', 'videoinput', 'audiooutput'] as const;
const report = (deviceChoices: readonly object[], settings: object | null = null) =>
  terminalsContract.requests['terminal:report'].input.parse({
    devices: { camera: 'ok', microphone: 'ok' },
    isInUse: true,
    deviceChoices,
    settings,
    build: null,
  });
const device = (index: number, kind: (typeof kinds)[number], label = `device ${index}`) => ({ kind, deviceId: `${kind}-${index}`, label });

describe('[E26] limits cut what is too much and keep the rest', () => {
  it('a terminal with thirty audio and video devices is known whole', () => {
    const thirty = Array.from({ length: 30 }, (_, index) => device(index, kinds[index % 3] ?? 'audioinput'));
    expect(report(thirty).deviceChoices).toEqual(thirty);
  });

  it('of hundreds of one kind the first stay, and those of the other kinds', () => {
    const many = Array.from({ length: 300 }, (_, index) => device(index, 'audioinput'));
    const { deviceChoices } = report([...many, device(0, 'videoinput')]);
    expect(deviceChoices.filter(({ kind }) => kind === 'audioinput')).toEqual(many.slice(0, 40));
    expect(deviceChoices.at(-1)).toEqual(device(0, 'videoinput'));
  });

  it('a name that is too long is cut, and a device whose id is too long is left out', () => {
    const { deviceChoices, settings } = report([device(0, 'audioinput', 'x'.repeat(1_000)), { kind: 'videoinput', deviceId: 'y'.repeat(1_000), label: 'z' }], {
      quality: 'auto',
      pathPolicy: 'any',
      volume: 1,
      audioinput: 'y'.repeat(1_000),
      videoinput: null,
      audiooutput: 'bar',
    });
    expect(deviceChoices).toEqual([device(0, 'audioinput', 'x'.repeat(128))]);
    expect(settings).toMatchObject({ audioinput: null, audiooutput: 'bar' });
  });

  it('a connection’s report of a call of many is taken, as is one with words that only a newer browser says', () => {
    const [inbound] = goodReport.inbound;
    const [outbound] = goodReport.outbound;
    if (inbound === undefined || outbound === undefined) throw new Error('a good report has streams');
    const taken = connectionReportSchema.parse({
      ...goodReport,
      inbound: Array.from({ length: 200 }, () => inbound),
      outbound: [{ ...outbound, qualityLimitationReason: 'moonlight' }],
      send: { ...goodReport.send, protocol: 'quic' },
    });
    expect(taken.inbound.length).toBe(64);
    expect(taken.outbound[0]?.qualityLimitationReason).toBeNull();
    expect(taken.send?.protocol).toBeNull();
  });

  it('a self-test with a long error is kept', () => {
    const { steps } = selfTestContract.requests['selfTest:report'].input.parse({
      steps: [{ name: 'udp', outcome: 'failed', detail: { error: 'e'.repeat(5_000) } }],
    });
    expect(steps[0]?.detail['error']).toBe('e'.repeat(128));
  });

  it('a text is never cut in the middle of a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, max) => {
        const short = cut(text, max);
        expect(text.startsWith(short)).toBe(true);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });
});
