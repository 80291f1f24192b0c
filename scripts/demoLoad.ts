import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { reportEveryMs } from '#shared/contract/connectionReport.ts';
import type { Instant } from '#shared/instant.ts';
import { Cast, bookTime, bookVisit, goAway, playPast, queue, talk } from './demo/acts.ts';
import * as day from './demo/day.ts';
import { pastDay, pastTerminals, shifts } from './demo/pastDay.ts';
import { Person } from './demo/person.ts';
import { narrowLine, troubledReport } from './demo/reports.ts';

const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://localhost:3000' } } });
const { url } = values;

async function demandDemo(): Promise<void> {
  const session = await fetch(`${url}/api/session`).catch((cause: unknown) => {
    throw new Error(
      `Nothing answers at ${url}. Start the demo first (npm start or npm run dev), or give its address: npm run demo:load -- --url http://localhost:5173`,
      {
        cause,
      },
    );
  });
  const { isDemo } = (await session.json()) as { isDemo?: boolean };
  if (isDemo !== true) throw new Error(`The server at ${url} is not in demo mode.`);
}

/** An earlier load may have used up what customers can do at a terminal within an hour. */
async function liftEntryLimits(): Promise<void> {
  for (const pointId of day.points) {
    const adviser = await Person.arrive(url, 'adviser', `adviser-${pointId}-2`);
    for (const { terminalId } of adviser.view?.terminals ?? []) await adviser.do('adviser:liftEntryLimit', { terminalId });
    adviser.leave();
  }
}

/** The hours that are over: calls with times of their own, which nobody can give them by acting now. */
async function tellPastHours(cast: Cast): Promise<void> {
  // Terminals and experts are free afterwards.
  for (const { expertId } of shifts) {
    await cast.expert(expertId);
    cast.leave(expertId);
  }
  let now = 0;
  for (const terminalId of pastTerminals) now = (await cast.terminal(terminalId)).view?.now ?? now;
  const refused: string[] = [];
  for (const call of pastDay(now as Instant)) {
    const answer = await fetch(`${url}/api/demo/past-calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(call),
    });
    if (answer.status === 409) refused.push(call.expertId);
    else if (!answer.ok) throw new Error(`A past call was refused: ${await answer.text()}`);
  }
  if (refused.length > 0) console.log(`${refused.length} past calls are left out, since somebody queues there or talks now.`);
}

/** What has been: calls that are over, numbers that were given, times that were booked. */
async function playThePast(cast: Cast): Promise<void> {
  for (const past of day.pastCalls) await playPast(cast, past);
  for (const serviceRequest of day.bookedTimes) await bookTime(cast, serviceRequest);
  for (const serviceRequest of day.bookedVisits) await bookVisit(cast, serviceRequest);
  const adviser = await Person.arrive(url, 'adviser', 'adviser-mikkeli-2');
  for (const serviceRequest of day.calledBack) {
    const number = await goAway(cast, serviceRequest);
    const pointId = adviser.view?.adviser.pointId;
    if (pointId !== undefined) await adviser.do('adviser:issuePin', { pointId, number });
  }
  adviser.leave();
  for (const { expertId } of day.pastCalls) if (expertId.endsWith('-1')) cast.leave(expertId);
}

/** What is: breaks, calls, customers who wait. */
async function playThePresent(cast: Cast): Promise<void> {
  for (const [expertId, breakCode] of Object.entries(day.breaks)) await (await cast.expert(expertId)).do('status:choose', { status: 'break', breakCode });
  for (const call of day.runningCalls) await talk(cast, call);
  for (const serviceRequest of day.waiting) {
    const terminal = await cast.terminal(serviceRequest.terminalId);
    const callId = await queue(terminal, serviceRequest, serviceRequest.next === undefined ? [] : [serviceRequest.next]);
    if (serviceRequest.asksForHelp) await terminal.do('help:request', {});
    if (serviceRequest.priority === undefined) continue;
    const supervisor = await Person.arrive(url, 'supervisor', `supervisor-${serviceRequest.serviceId.split('.')[0]}-1`);
    await supervisor.do('queue:setPriority', { callId, priority: serviceRequest.priority, reason: 'deadline' });
    supervisor.leave();
  }
}

/** What is wrong: devices, a self-test, and the connection of a call, which is reported as long as this runs. */
async function playTheTroubles(cast: Cast): Promise<void> {
  const faulty = await cast.terminal(day.withoutMicrophone);
  await faulty.do('terminal:report', { devices: { camera: 'ok', microphone: 'missing' }, isInUse: false });
  await (await cast.terminal(day.failedSelfTest)).do('selfTest:report', { steps: [...narrowLine] });
  for (const { terminalId, microphone } of day.runningCalls) {
    if (microphone === undefined) continue;
    const terminal = await cast.terminal(terminalId);
    await terminal.do('terminal:report', { devices: { camera: 'ok', microphone }, isInUse: true });
    const sessionId = randomUUID();
    // Unanswered while the server restarts; the next report tells the same.
    const report = (): void => void terminal.ask('connection:report', troubledReport(sessionId, microphone)).catch(() => undefined);
    setInterval(report, reportEveryMs);
    report();
    await terminal.until((view) => view.findings.length > 0);
  }
}

const cast = new Cast(url);
try {
  await demandDemo();
  console.log('Playing the day …');
  await liftEntryLimits();
  await tellPastHours(cast);
  await playThePast(cast);
  await playThePresent(cast);
  await playTheTroubles(cast);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
console.log(`The day is loaded.

Open ${url}/ and be, for instance, Adviser adviser-mikkeli-1, Expert expert-municipality-1 or Supervisor supervisor-municipality-1.
The customers and experts stay as long as this runs. End with Ctrl-C.`);
closeWithGrace({ logger: false }, () => {
  cast.leaveAll();
  // The reports go on until here.
  process.exit(0);
});
