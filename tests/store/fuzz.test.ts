import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requests } from '#shared/contract/index.ts';
import { createMediaSync } from '#server/calls/index.ts';
import { createMedia } from '#server/media/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { answer } from '#server/platform/gateway/answer.ts';
import { type Engine, createTestEngine } from '#tests/support/engine.ts';
import { fuzzInputs } from '#tests/support/fuzzPayloads.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { type Side, ownPeople, otherPeople, sideOf } from '#tests/support/permissionScene.ts';
import { type Pair, allowedPairs, withOwn } from '#tests/support/permissionWalk.ts';
import { watchTables } from '#tests/support/tableWatch.ts';

/** On each of the two databases; the other fifth of all inputs goes over HTTP. */
const inputs = process.env['MATRIX'] === 'full' ? 40_000 : 4_000;
const seed = 23;
/** So many inputs meet one scene: what is accepted wears it out. */
const inputsAScene = 500;
const logger = pino({ level: 'silent' });

onBothDatabases(`[Q24] [Q25] [Q26] ${inputs} inputs made from the schemas of all requests`, (world) => {
  let media: MediaPort;
  let engine: Engine;
  let changes: () => Promise<string[]>;
  let own: Side;
  const syncing = new Set<Promise<void>>();
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown): void => void unhandled.push(error);

  beforeAll(async () => {
    media = await createMedia({ workerCount: 1, listenIp: '127.0.0.1', announcedAddress: null, basePort: 0, iceServers: () => [], onNotice: () => {}, logger });
    changes = await watchTables(world.database);
    process.on('unhandledRejection', onUnhandled);
  });
  afterAll(async () => {
    process.off('unhandledRejection', onUnhandled);
    await media.close();
  });

  async function build(): Promise<void> {
    const { sync } = createMediaSync({ database: world.database, media, catalogue: { isEndToEndEncrypted: () => false }, logger });
    const mediaSync = {
      sync(callId: Parameters<typeof sync>[0]): Promise<void> {
        const done = sync(callId).finally(() => syncing.delete(done));
        syncing.add(done);
        return done;
      },
    };
    await settled();
    await world.empty();
    engine = await createTestEngine(world.database, { ports: { media, mediaSync } });
    own = await sideOf({ engine, database: world.database, logger }, ownPeople);
    await sideOf({ engine, database: world.database, logger }, otherPeople);
    await settled();
    await changes();
  }
  /** What a request sets going besides its answer. */
  async function settled(): Promise<void> {
    if (engine !== undefined) await engine.routing.settled();
    await Promise.all(syncing);
  }

  it(
    'ASVS 15.3.3, 15.3.6, 16.5.2, 17.3.2: end in an answer that the contract declares; no fault, no crash, and what is refused has changed nothing',
    { timeout: 1_800_000 },
    async () => {
      const wrong: string[] = [];
      const counts: Record<string, number> = {};
      const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1);
      await build();
      const ids = () => fc.constantFrom(...Object.values(own.ids).map(String), ...Object.values(own.calls), randomUUID());
      /** One stream of inputs for each request and role, and one input of each in turn. */
      const streamOf = (pair: Pair) =>
        fc.sample(
          fuzzInputs(requests[pair.name].input, ids(), (payload) => withOwn(payload, own, pair)),
          { numRuns: Math.ceil(inputsAScene / 50), seed: seed + made },
        );
      let made = 0;
      while (made < inputs) {
        await build();
        const end = Math.min(inputs, made + inputsAScene);
        const streams = new Map(allowedPairs.map((pair) => [pair, streamOf(pair)]));
        for (; made < end; made += 1) {
          const pair = allowedPairs[made % allowedPairs.length] ?? allowedPairs[0];
          const input = pair === undefined ? undefined : streams.get(pair)?.pop();
          if (pair === undefined || input === undefined) continue;
          const reply = await answer(pair.name, own.sessions[pair.role], input.payload, { handlers: engine.handlers, isStrict: true, logger });
          await settled();
          // What a connection's report has found is written when it is found, which may be after a later request.
          const changed = (await changes()).filter((table) => table !== 'connection_alerts');
          count(reply.ok ? 'accepted' : reply.error.code);
          const shown = `${pair.role} ${pair.name} ${input.kind} ${JSON.stringify(input.payload)?.slice(0, 400)}`;
          if (!reply.ok && (reply.error.code === 'fault' || reply.error.code === 'forbidden')) wrong.push(`${reply.error.code}: ${shown}`);
          if (!reply.ok && changed.length > 0) wrong.push(`refused with ${reply.error.code}, and changed ${changed.join(', ')}: ${shown}`);
        }
      }
      expect({ wrong, unhandled, polluted: [...Object.keys(Object.prototype), ...('isAdmin' in {} ? ['isAdmin'] : [])] }).toEqual({
        wrong: [],
        unhandled: [],
        polluted: [],
      });
      // It would be no test if all ended at the schema.
      expect(counts['accepted']).toBeGreaterThan(inputs / 40);
      expect(counts['invalidPayload']).toBeGreaterThan(inputs / 4);
      expect(counts['notFound']).toBeGreaterThan(inputs / 40);
      console.log(counts);
    },
  );
});
