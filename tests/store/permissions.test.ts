import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '#shared/contract/define.ts';
import { type RequestName, requests } from '#shared/contract/index.ts';
import { createMediaSync } from '#server/calls/index.ts';
import { createMedia } from '#server/media/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { answer } from '#server/platform/gateway/answer.ts';
import type { Session } from '#server/platform/gateway/port.ts';
import { type Engine, createTestEngine } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { type Side, otherPeople, ownPeople, sideOf } from '#tests/support/permissionScene.ts';
import {
  type Pair,
  allowedPairs,
  forbiddenPairs,
  heldBy,
  idFieldsOf,
  isOfMedia,
  malformed,
  ownPayloads,
  requestNames,
  unknownFor,
} from '#tests/support/permissionWalk.ts';
import { digestsOf } from '#tests/support/tableWatch.ts';

const logger = pino({ level: 'silent' });

/** An expert opens the own desk: which call is named makes no difference, whosever it is. */
const indifferent = ['expert media:open'];
/** What stands on more than this scene has: a session with a cookie, a provider of sign-in, a change, a terminal that is looked at first. */
const reachedElsewhere: Readonly<Record<string, string>> = {
  'session:end': 'tests/store/accessEnds.test.ts',
  'terminal:move': 'tests/store/fleet.test.ts',
  'onboarding:read': 'tests/store/onboarding.test.ts',
  'signInMethods:read': 'tests/integration/signalling/provider.test.ts',
  'signInMethods:change': 'tests/integration/signalling/provider.test.ts',
  'signInMethods:try': 'tests/integration/signalling/provider.test.ts',
  'change:undo': 'tests/store/catalogueChanges.test.ts',
};
/** What pages report is kept a moment later, when they have been answered. */
const reportsLast = allowedPairs.toSorted((a, b) => Number(a.name === 'connection:report') - Number(b.name === 'connection:report'));

onBothDatabases('the table of permissions', (world) => {
  let media: MediaPort;
  let engine: Engine;
  let own: Side;
  let other: Side;
  let digests: () => Promise<Record<string, string>>;
  const syncing = new Set<Promise<void>>();

  beforeAll(async () => {
    media = await createMedia({ workerCount: 1, listenIp: '127.0.0.1', announcedAddress: null, basePort: 0, iceServers: () => [], onNotice: () => {}, logger });
    digests = await digestsOf(world.database);
  });
  afterAll(() => media.close());

  const ask = async (session: Session, name: RequestName, payload: unknown): Promise<string> => {
    const reply = await answer(name, session, payload, { handlers: engine.handlers, isStrict: true, logger });
    return reply.ok ? 'ok' : reply.error.code;
  };
  /** Two points and two agencies with calls in every state, and everything else that has an id. */
  async function build(): Promise<void> {
    const { sync } = createMediaSync({ database: world.database, media, catalogue: { isEndToEndEncrypted: () => false }, logger });
    const mediaSync = {
      sync(callId: Parameters<typeof sync>[0]): Promise<void> {
        const done = sync(callId).finally(() => syncing.delete(done));
        syncing.add(done);
        return done;
      },
    };
    await Promise.all(syncing);
    await world.empty();
    engine = await createTestEngine(world.database, { ports: { media, mediaSync } });
    own = await sideOf({ engine, database: world.database, logger }, ownPeople);
    other = await sideOf({ engine, database: world.database, logger }, otherPeople);
    await Promise.all(syncing);
  }
  /** Wrong PINs are counted, for numbers of nobody's as well; each question here is a first one. */
  const forgetTries = () => world.database.transaction((tx) => tx.run('delete from pin_tries'));
  /** Everybody of the side who has that role: in a call, in a wrap-up, rung at, free. */
  const ownSessions = (role: Role): Session[] => [own.sessions[role], ...own.others.filter((one) => one.role === role)];
  /** What changed in the tables while the work was done. */
  async function changedBy(work: () => Promise<unknown>): Promise<string[]> {
    const before = await digests();
    await work();
    const after = await digests();
    return Object.keys(after).filter((table) => before[table] !== after[table]);
  }

  it('[Q24] ASVS 8.2.1, 8.3.1: lets no role make a request that is not its own, whatever is in it', async () => {
    await build();
    const wrong: string[] = [];
    const changed = await changedBy(async () => {
      for (const pair of forbiddenPairs) {
        for (const payload of [{}, ...ownPayloads(own, pair, 2), { __proto__: { role: 'administrator' } }, null, 'x']) {
          const outcome = await ask(own.sessions[pair.role], pair.name, payload);
          if (outcome !== 'forbidden') wrong.push(`${pair.role} ${pair.name}: ${outcome}`);
        }
      }
    });
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
    expect(forbiddenPairs.length).toBeGreaterThan(200);
  });

  it('[Q22] [Q23] ASVS 8.2.2, 8.4.1: says the same of what is another’s, in whatever state it is, as of what there never was, and changes nothing', async () => {
    await build();
    const telling: string[] = [];
    let asked = 0;
    for (const pair of reportsLast) {
      const sessions = ownSessions(pair.role);
      const changed = await changedBy(async () => {
        for (const [session, field, payload] of sessions.flatMap((one) =>
          idFieldsOf(other, pair).flatMap((field) => ownPayloads(own, pair, 2).map((payload) => [one, field, payload] as const)),
        )) {
          await forgetTries();
          const unknown = await ask(session, pair.name, { ...payload, [field]: unknownFor(field) });
          for (const foreign of heldBy(other, pair, field)) {
            await forgetTries();
            const outcome = await ask(session, pair.name, { ...payload, [field]: foreign });
            asked += 1;
            if (outcome !== unknown || unknown === 'fault') telling.push(`${session.id} ${pair.name} ${field}: ${outcome}, unknown ${unknown}`);
          }
        }
      });
      if (changed.length > 0 && pair.name !== 'connection:report') telling.push(`${pair.role} ${pair.name} changed ${changed.join(', ')}`);
    }
    expect([...new Set(telling)]).toEqual([]);
    expect(asked).toBeGreaterThan(500);
  });

  it('[Q23] gives nobody a media session of another in the same call', async () => {
    await build();
    const wrong: string[] = [];
    for (const pair of allowedPairs.filter(({ name }) => isOfMedia(name))) {
      for (const [role, held] of Object.entries(own.media)) {
        if (role === pair.role) continue;
        for (const payload of ownPayloads(own, pair, 1)) {
          const outcome = await ask(own.sessions[pair.role], pair.name, { ...payload, sessionId: held.sessionId });
          if (outcome !== 'mediaSessionGone' && pair.name !== 'media:requestKeyFrames') wrong.push(`${pair.role} ${pair.name} with the ${role}’s: ${outcome}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('[Q25] takes nothing malformed for an id, and treats names of Object like any other', async () => {
    await build();
    const wrong: string[] = [];
    for (const pair of reportsLast) {
      const session = own.sessions[pair.role];
      const changed = await changedBy(async () => {
        for (const field of idFieldsOf(own, pair)) {
          for (const payload of ownPayloads(own, pair, 1)) {
            const unknown = await ask(session, pair.name, { ...payload, [field]: unknownFor(field) });
            await forgetTries();
            for (const value of malformed) {
              // Where null stands for all of one's own.
              if (value === null && requests[pair.name].input.safeParse({ ...payload, [field]: null }).success) continue;
              const outcome = await ask(session, pair.name, { ...payload, [field]: value });
              if (outcome !== 'invalidPayload' && outcome !== unknown)
                wrong.push(`${pair.role} ${pair.name} ${field} ${JSON.stringify(value).slice(0, 40)}: ${outcome}`);
            }
          }
        }
      });
      if (changed.length > 0 && pair.name !== 'connection:report') wrong.push(`${pair.role} ${pair.name} changed ${changed.join(', ')}`);
    }
    expect(wrong).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('[Q24] refuses every field that the contract does not have, so that nobody sets what is not theirs to set', async () => {
    await build();
    const wrong: string[] = [];
    const changed = await changedBy(async () => {
      for (const pair of allowedPairs) {
        for (const payload of ownPayloads(own, pair, 1)) {
          for (const extra of [{ role: 'administrator' }, { terminalId_: 'x' }, { setUpBy: 'adviser-mikkeli-1' }, { isAdmin: true }]) {
            const outcome = await ask(own.sessions[pair.role], pair.name, { ...payload, ...extra });
            if (outcome !== 'invalidPayload') wrong.push(`${pair.role} ${pair.name} ${Object.keys(extra).join()}: ${outcome}`);
          }
        }
      }
    });
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
  });

  it('[Q22] lets everybody do with their own what it names: they are told something else than a stranger is', async () => {
    await build();
    /** Whether some of the side's own ids is treated otherwise than an unknown one. */
    async function reaches(pair: Pair): Promise<boolean> {
      for (const session of ownSessions(pair.role)) {
        for (const payload of ownPayloads(own, pair, 2)) {
          const fields = idFieldsOf(own, pair);
          if (fields.length === 0) {
            if (!['forbidden', 'notFound', 'fault'].includes(await ask(session, pair.name, payload))) return true;
          }
          for (const field of fields) {
            const unknown = await ask(session, pair.name, { ...payload, [field]: unknownFor(field) });
            for (const held of heldBy(own, pair, field)) {
              let outcome = '';
              const changed = await changedBy(async () => (outcome = await ask(session, pair.name, { ...payload, [field]: held })));
              if (outcome !== unknown || changed.length > 0) return true;
            }
          }
        }
      }
      return false;
    }
    const unreached: string[] = [];
    for (const pair of allowedPairs) {
      if (indifferent.includes(`${pair.role} ${pair.name}`) || pair.name in reachedElsewhere || (await reaches(pair))) continue;
      // What went before has changed the scene.
      await build();
      if (!(await reaches(pair))) unreached.push(`${pair.role} ${pair.name}`);
    }
    expect(unreached).toEqual([]);
  });

  it('is walked whole: no request is left out for want of a payload', () => {
    expect(allowedPairs.filter((pair) => ownPayloads(own, pair, 1).length === 0)).toEqual([]);
    expect(requestNames.filter((name) => !allowedPairs.some((pair) => pair.name === name))).toEqual([]);
  });
});
