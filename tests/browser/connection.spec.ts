import { expect } from '@playwright/test';
import type { CauseCode } from '#shared/connection/findings.ts';
import { measureSteadily } from '#tests/support/steadyMachine.ts';
import { type Course, faults, opusPayloadType, play } from './faults.ts';
import { portOf, waysOf } from './mediaSamples.ts';
import { expectMediaArrives, expectSoundArrives } from './people.ts';
import { Scene } from './scene.ts';
import { test } from './test.ts';

const folder = process.env['SCREENS'] ?? 'reports/screens';

test.describe('a call over a bad network', () => {
  let scene: Scene;
  test.beforeAll(async () => {
    scene = await Scene.open({ relay: 'silent' });
  });
  test.afterAll(() => scene?.close());

  // A choice of `npm run check:connection`, which plays them all.
  for (const cause of ['microphoneSilent', 'uplinkLoss', 'downlinkBandwidth', 'signallingLost'] as const satisfies readonly CauseCode[]) {
    test(`[F54] [Q15] ${cause}: found within 6 s and standing, nothing else of its rank, gone within 10 s of its end`, async () => {
      const fault = faults.find((one) => one.cause === cause);
      if (fault === undefined) throw new Error('no such fault');
      const keepsLimits = ({ secondsToFinding, isStanding, secondsToEnd, others }: Course): boolean =>
        others.length === 0 && isStanding && (secondsToFinding ?? Infinity) <= 6 && (secondsToEnd ?? Infinity) <= 10;
      const course = await measureSteadily(() => play(scene, fault), keepsLimits);
      expect(keepsLimits(course), JSON.stringify(course)).toBe(true);
    });
  }

  test('[Q12] [C9] the network is gone for 20 s: nobody hangs up, sound is back within 3 s of its return, and the picture grows to what it was', async () => {
    await scene.network.cut();
    await expect(scene.expert.getByTestId('call')).toContainText(/connection/i, { timeout: 15_000 });
    await scene.expert.waitForTimeout(20_000);
    await scene.network.heal();
    await Promise.all([expectSoundArrives(scene.terminal, 3_000), expectSoundArrives(scene.expert, 3_000)]);
    await expect(scene.expert.getByTestId('call')).toHaveAttribute('data-state', 'active');
    await scene.untilWell(45_000);
  });

  for (const [direction, hearer] of [
    ['up', 'expert'],
    ['down', 'terminal'],
  ] as const) {
    test(`[Q32] media falls silent on the way ${direction} while its path answers: found within 5 s, shown to the adviser, and led over another path`, async () => {
      const foundAfter = async (): Promise<number> => {
        await scene.startOver();
        await scene.secondsUntil((codes) => codes.length === 0, 30_000);
        await scene.network.blockRtp(direction);
        return scene.secondsUntil((codes) => codes.includes('mediaLost'), 12_000);
      };
      expect(await measureSteadily(foundAfter, (seconds) => seconds <= 5)).toBeLessThanOrEqual(5);
      await scene.secondsUntil((codes) => !codes.includes('mediaLost'), 12_000);
      await expectMediaArrives(scene[hearer], 10_000);
      await scene.network.heal();
    });
  }

  test('[C14] somebody speaks and is not heard: found within 6 s, the customer is told, and another session over the same path is made without a click', async () => {
    let before: number | undefined;
    const foundAfter = async (): Promise<number> => {
      await scene.startOver();
      await scene.untilWell();
      // This session alone is deaf, and stays so.
      before = await portOf(scene.terminal);
      await scene.network.blockPayloadType(opusPayloadType, 'down', before);
      return scene.secondsUntil((codes) => codes.includes('oneWayAudio'), 12_000);
    };
    expect(await measureSteadily(foundAfter, (seconds) => seconds <= 6)).toBeLessThanOrEqual(6);
    await expect(scene.terminal.getByText('You cannot hear the other person just now. We are trying to fix it.')).toBeVisible();
    await expectSoundArrives(scene.terminal, 12_000);
    expect(await portOf(scene.terminal)).not.toBe(before);
    await scene.secondsUntil((codes) => codes.length === 0, 12_000);
    expect(await waysOf(scene.terminal)).toEqual(['udp host', 'udp host']);
    await scene.network.heal();
  });

  test('[Q17] [C12] UDP is blocked in mid-call: media goes on over TCP, the desk says why, and it goes back to UDP when that is there again', async () => {
    await measureSteadily(async () => {
      await scene.startOver();
      await scene.secondsUntil((codes) => codes.length === 0, 30_000);
      await scene.network.blockUdp();
      await Promise.all([expectMediaArrives(scene.terminal, 10_000), expectMediaArrives(scene.expert, 10_000)]);
    });
    await scene.secondsUntil((codes) => codes.includes('udpBlocked'), 10_000);
    // It does not stay on the worse way for the rest of the call.
    await scene.network.heal();
    await scene.secondsUntil((codes) => !codes.includes('udpBlocked'), 15_000);
    await Promise.all([expectMediaArrives(scene.terminal), expectMediaArrives(scene.expert)]);
  });

  test('[Q17] [C9] [F57] neither UDP nor TCP nor a relay gets through: the customer is told what is tried, the desk knows, the call stays, and heals', async () => {
    await scene.startOver();
    await scene.untilWell();
    await scene.network.blockAllBut(scene.server.port);
    const healing = scene.terminal.getByTestId('healing');
    for (const step of ['tcp', 'relay']) await expect(healing).toHaveAttribute('data-step', step, { timeout: 25_000 });
    await expect(healing).toContainText('Trying a way round.');
    await scene.terminal.screenshot({ path: `${folder}/terminal-healing.png` });
    await scene.secondsUntil((codes) => codes.includes('mediaLost'), 10_000);
    // [F57] The same call can go on by telephone meanwhile.
    await expect(scene.terminal.getByTestId('phone')).toContainText('the expert phones the service point, +358 800 000 001');
    await expect(scene.expert.getByTestId('phone')).toHaveAttribute('href', 'tel:+358800000001');
    await expect(scene.expert.locator('[data-code="mediaLost"]')).toContainText('The terminal');
    await scene.expert.screenshot({ path: `${folder}/expert-phone.png` });
    await expect(scene.expert.getByTestId('call')).toBeVisible();
    await scene.network.heal();
    await Promise.all([expectMediaArrives(scene.terminal, 20_000), expectMediaArrives(scene.expert, 20_000)]);
    await expect(healing).toHaveCount(0);
    for (const page of [scene.terminal, scene.expert]) await expect(page.getByTestId('phone')).toHaveCount(0);
  });
});

test.describe('a network that lets nothing out but HTTPS', () => {
  let scene: Scene;
  test.beforeAll(async () => {
    scene = await Scene.open({ relay: 'tls' });
  });
  test.afterAll(() => scene?.close());

  test('[Q17] [C12] in mid-call media goes on through the relay over TLS, the desk says why, and it goes back to UDP when that is there again', async () => {
    await measureSteadily(async () => {
      await scene.startOver();
      await scene.network.blockAllBut(scene.server.port, scene.turnTlsPort);
      await Promise.all([expectMediaArrives(scene.terminal, 10_000), expectMediaArrives(scene.expert, 10_000)]);
    });
    expect(await waysOf(scene.terminal)).toEqual(['tls relay', 'tls relay']);
    await scene.secondsUntil((codes) => codes.includes('udpBlocked'), 10_000);
    await scene.network.heal();
    await scene.secondsUntil((codes) => codes.length === 0, 15_000);
    expect(await waysOf(scene.terminal)).toEqual(['udp host', 'udp host']);
    await Promise.all([expectMediaArrives(scene.terminal), expectMediaArrives(scene.expert)]);
  });

  test('[Q17] [C12] a page that opens there has media through the relay over TLS at once', async () => {
    await measureSteadily(async () => {
      await scene.network.heal();
      await scene.network.blockAllBut(scene.server.port, scene.turnTlsPort);
      await scene.terminal.reload();
      await Promise.all([expectMediaArrives(scene.terminal, 10_000), expectMediaArrives(scene.expert, 10_000)]);
    });
    expect(await waysOf(scene.terminal)).toEqual(['tls relay', 'tls relay']);
    await scene.secondsUntil((codes) => codes.includes('udpBlocked'), 10_000);
    await scene.network.heal();
  });
});
