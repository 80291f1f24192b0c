import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { requests } from '#shared/contract/index.ts';
import { verifyAudit } from '#server/audit/index.ts';
import { openDatabase } from '#server/platform/database/index.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

/** Every field of the contract in which a person may write freely; each gets its own word. */
const written = {
  'adviser:setUpCall.note': 'PlantedSetUp',
  'call:transfer.note': 'PlantedTransfer',
  'chat:send.text': 'PlantedChat',
  'consultation:start.note': 'PlantedQuestion',
  'message:send.content': 'PlantedMessage',
  'note:share.note': 'PlantedShare',
  'wrapUp:complete.note': 'PlantedWrapUp',
  'wrapUp:save.note': 'PlantedDraft',
} as const;
const words = Object.values(written);

/** Names under which the contract takes free text. */
const textNames = ['note', 'text', 'content', 'comment', 'message', 'description'];
/** Made by the pages themselves: nobody writes there. */
const byPages = ['encryption:send.message'];
/** What administrators write about things, which is content and stays. */
const isContent = (name: string): boolean => (requests[name as keyof typeof requests].roles as readonly string[]).every((role) => role === 'administrator');

const fieldsOf = (input: unknown): string[] => (input instanceof z.ZodObject ? Object.keys(input.shape) : []);

const env = { MEDIA_WORKERS: '0', DUMP_INTERVAL_MS: '700', LOG_LEVEL: 'trace', WRAP_UP_MS: '60000' };

/** A visit with everything that can be written in it. */
async function wholeDay(server: RunningServer): Promise<void> {
  const [terminal, adviser, first] = [
    await Person.arrive(server.url, 'terminal', 'mikkeli-1'),
    await Person.arrive(server.url, 'adviser', 'adviser-mikkeli-1'),
    await Person.arrive(server.url, 'expert', 'expert-fpa-1'),
  ];
  const callId = randomUUID() as never;
  await adviser.do('adviser:setUpCall', {
    terminalId: 'mikkeli-1' as never,
    callId,
    agencyId: 'fpa' as never,
    serviceId: 'fpa.studentAid' as never,
    language: 'sv',
    note: written['adviser:setUpCall.note'],
  });
  const content = { kind: 'text', text: written['message:send.content'], language: 'sv' } as const;
  await adviser.do('message:send', { callId, messageId: randomUUID(), content });
  await terminal.until(({ messages }) => messages.length === 1);
  await first.do('status:choose', { status: 'available' });
  const { offer } = await first.until((view) => view.offer !== null);
  await first.do('offer:accept', { callId, offerNumber: offer?.offerNumber ?? 0 });
  await first.until(({ call }) => call !== null);
  await terminal.do('call:confirmConnected', { callId });
  await first.do('chat:send', { callId, text: written['chat:send.text'], to: 'everybody' });
  await first.do('note:share', { callId, noteId: randomUUID(), toAgencyId: 'te' as never, note: written['note:share.note'] });
  const questionId = randomUUID() as never;
  await first.do('consultation:start', {
    callId,
    newCallId: questionId,
    agencyId: 'fpa' as never,
    serviceId: 'fpa.studentAid' as never,
    note: written['consultation:start.note'],
  });
  await first.do('consultation:end', { callId });
  const nextId = randomUUID() as never;
  await first.do('call:transfer', {
    callId,
    newCallId: nextId,
    agencyId: 'fpa' as never,
    serviceId: 'fpa.studentAid' as never,
    note: written['call:transfer.note'],
  });
  await first.do('wrapUp:save', { callId, outcomeCode: null, referral: null, note: written['wrapUp:save.note'] });
  await first.do('status:choose', { status: 'away' });
  await first.do('wrapUp:complete', { callId, outcomeCode: 'continues', note: written['wrapUp:complete.note'] });
  await first.do('status:choose', { status: 'available' });
  const again = (await first.until((view) => view.offer !== null)).offer;
  // The wrap-up note's one reader: the next expert of the agency in the same visit.
  expect(again).toMatchObject({ note: written['call:transfer.note'], earlierNote: written['wrapUp:complete.note'] });
  await first.do('offer:accept', { callId: nextId, offerNumber: again?.offerNumber ?? 0 });
  await first.until(({ call }) => call !== null);
  await first.do('call:end', { callId: nextId });
  await first.do('wrapUp:complete', { callId: nextId, outcomeCode: 'settled', note: '' });
  await terminal.do('visit:close', {});
  for (const person of [terminal, adviser, first]) person.leave();
}

const textOfDumps = async (dataDir: string): Promise<string> => {
  const directory = path.join(dataDir, 'dumps');
  const names = await readdir(directory);
  return (
    await Promise.all(names.map(async (name) => (name.endsWith('.gz') ? gunzipSync(await readFile(path.join(directory, name))).toString('utf8') : '')))
  ).join('\n');
};

const rowText = z.object({ text: z.string() });
const nameRow = z.object({ name: z.string() });

/** Every row of every table, as text. */
async function textOfRows(dataDir: string): Promise<string> {
  const database = await openDatabase({ url: undefined, dataDir, poolSize: 1, dumpIntervalMs: 3_600_000, logger: pino({ level: 'silent' }) });
  try {
    expect((await verifyAudit(database)).faults).toEqual([]);
    return await database.transaction(async (tx) => {
      const tables = await tx.rows(
        nameRow,
        `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
      );
      const texts: string[] = [];
      for (const { name } of tables) texts.push(...(await tx.rows(rowText, `select to_jsonb(t)::text as text from "${name}" t`)).map(({ text }) => text));
      return texts.join('\n');
    });
  } finally {
    await database.close();
  }
}

const found = (text: string): string[] => words.filter((word) => text.includes(word));

it('[M12] [Q40] every field in which somebody may write is known to this test', () => {
  const fields = Object.entries(requests)
    .filter(([name]) => !isContent(name))
    .flatMap(([name, { input }]) => fieldsOf(input).map((field) => [name, field] as const))
    .filter(([, field]) => textNames.includes(field))
    .map(([name, field]) => `${name}.${field}`)
    .filter((name) => !byPages.includes(name));
  expect(fields.toSorted()).toEqual(Object.keys(written).toSorted());
});

it('[M12] [Q40] after a whole day and its limits nothing that was written is left, in rows, dumps, logs or metrics', async () => {
  const server = await startServer({ env });
  let last = server;
  onTestFinished(() => last.stop());
  await wholeDay(server);
  const dumpsSoFar = (await readdir(path.join(server.dataDir, 'dumps'))).length;
  await expect.poll(async () => (await readdir(path.join(server.dataDir, 'dumps'))).length, { timeout: 20_000 }).toBeGreaterThan(dumpsSoFar);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toContain('distans_calls');
  expect(found(metrics)).toEqual([]);
  await server.stop({ keepData: true });
  expect(found(await server.log())).toEqual([]);
  // The test could find what is there: notes stand in rows until their time.
  expect(found(await textOfRows(server.dataDir)).toSorted()).toEqual(['PlantedQuestion', 'PlantedSetUp', 'PlantedShare', 'PlantedTransfer', 'PlantedWrapUp']);
  expect(await textOfDumps(server.dataDir)).toContain('fpa.studentAid');

  last = await startServer({ dataDir: server.dataDir, env: { ...env, CLOCK_AHEAD_HOURS: '50' } });
  await expect.poll(async () => found(await textOfDumps(server.dataDir)), { timeout: 30_000 }).toEqual([]);
  await last.stop({ keepData: true });
  expect(found(await last.log())).toEqual([]);
  const rows = await textOfRows(server.dataDir);
  expect(found(rows)).toEqual([]);
  expect(rows).not.toContain('visit_id": "');
});

it('[M12] the clock is moved in tests alone', async () => {
  await expect(startServer({ env: { ...env, NODE_ENV: 'development', CLOCK_AHEAD_HOURS: '1' } })).rejects.toThrow('CLOCK_AHEAD_HOURS');
});
