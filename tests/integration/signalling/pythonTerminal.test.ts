import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { TerminalId } from '#shared/ids.ts';
import { type RunningProcess, says, startProcess } from '#tests/support/process.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

/** Debian's own: another Python on the path does not have Debian's packages. */
const python = '/usr/bin/python3';
const talkSeconds = 8;
const withinMs = 120_000;

type Program = RunningProcess<unknown> & { readonly over: Promise<{ readonly code: number | null; readonly output: string }> };

/** Runs a Python program and resolves when it has said that it is ready. */
async function run(ready: RegExp, ...args: readonly string[]): Promise<Program> {
  const ended = Promise.withResolvers<{ code: number | null; output: string }>();
  const program = await startProcess(python, args, {
    withinMs,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    ready: (child) => {
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.once('close', (code) => ended.resolve({ code, output }));
      return says(child, ready);
    },
  });
  return { ...program, over: ended.promise };
}

/** What a program says that it has received. */
function receivedIn(output: string): { sound: number; loudest: number; pictures: number } {
  const [, sound, loudest, pictures] = /Received (\d+) frames of sound \(loudest sample (\d+)\) and (\d+) pictures/.exec(output) ?? [];
  return { sound: Number(sound), loudest: Number(loudest), pictures: Number(pictures) };
}

/** From whom and what the server has received more than a few packets. */
async function sourcesOf(server: RunningServer): Promise<string[]> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const rows = metrics.matchAll(/^distans_media_received_source_bytes\{role="(\w+)",source="(\w+)"\} (\d+)$/gm);
  return [...rows].flatMap(([, role, source, bytes]) => (Number(bytes) > 5_000 ? [`${role} ${source}`] : [])).toSorted();
}

it('Debian’s Python has the packages that the examples need (scripts/test.sh installs them)', () => {
  expect(execFileSync(python, ['-c', 'import aiohttp, aiortc, numpy, socketio; print("all there")']).toString()).toBe('all there\n');
});

it('a terminal and an expert that are written from docs/protocol alone hear and see each other, by SDP', async () => {
  const server = await startServer({ env: { MEDIA_WORKERS: '1' } });
  const programs: Program[] = [];
  try {
    programs.push(await run(/The expert is ready/, 'tests/support/expert.py', server.url, 'expert-fpa-1'));
    const administrator = await Person.arrive(server.url, 'administrator', 'administrator-1');
    const { code: enrolmentCode } = await administrator.do('terminal:makeCode', { terminalId: 'mikkeli-1' as TerminalId });
    administrator.leave();
    const enrolment = ['--code', enrolmentCode, '--key', path.join(server.dataDir, 'terminal-key.pem')];
    programs.push(await run(/has answered/, 'docs/examples/terminal.py', '--url', server.url, '--seconds', String(talkSeconds), ...enrolment));
    const bothWays = ['expert camera', 'expert microphone', 'terminal camera', 'terminal microphone'];
    await expect.poll(() => sourcesOf(server), { timeout: 60_000, interval: 500 }).toEqual(bothWays);

    const ends = await Promise.all(programs.map(({ over }) => over));
    for (const { code, output } of ends) {
      expect(code, output).toBe(0);
      const { sound, loudest, pictures } = receivedIn(output);
      // A quarter of what is sent in that time: the machine may be busy.
      expect(sound, output).toBeGreaterThan((talkSeconds * 50) / 4);
      expect(pictures, output).toBeGreaterThan((talkSeconds * 15) / 4);
      // The tone came, and not silence.
      expect(loudest, output).toBeGreaterThan(4_000);
    }
    expect(ends[1]?.output).toContain('The visit is closed.');
    const desk = await Person.arrive(server.url, 'expert', 'expert-fpa-1');
    expect(desk.view?.today.calls).toMatchObject([{ serviceId: 'fpa.studentAid', outcomeCode: 'settled' }]);
    desk.leave();
  } finally {
    for (const program of programs) await program.stop();
    await server.stop();
  }
});
