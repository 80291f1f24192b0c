import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { adviserKey, expertKey, supervisorKey, terminalKey } from '#shared/call/mediaRouting.ts';
import type { CallRole, Role } from '#shared/contract/define.ts';
import type { RequestInput, RequestName, RequestReply } from '#shared/contract/index.ts';
import type { AdministratorId, AdviserId, AgencyId, CallId, ExpertId, PointId, SupervisorId, TerminalId } from '#shared/ids.ts';
import type { Database } from '#server/platform/database/index.ts';
import { answer } from '#server/platform/gateway/answer.ts';
import type { Session } from '#server/platform/gateway/port.ts';
import type { Engine } from './engine.ts';

/** One point and one agency with their people, and everything that they can have an id of. */
export type Side = {
  readonly sessions: Readonly<Record<Role, Session>>;
  /** The second terminal, whose customer waits, and an expert in a wrap-up, one whose page rings and one who is free. */
  readonly others: readonly Session[];
  /** A call in each state, all of this side's. */
  readonly calls: Readonly<Record<CallState, CallId>>;
  /** The media sessions of the two in the call. */
  readonly media: Readonly<Partial<Record<CallRole, { readonly sessionId: string; readonly transportId: string }>>>;
  /** What else has an id, by the name of the field that it stands in. */
  readonly ids: Readonly<Record<string, string | number>>;
};
export type CallState = 'active' | 'wrapUp' | 'offered' | 'queued' | 'parked' | 'awaitingCallback' | 'closed';

type People = {
  readonly point: string;
  readonly agency: string;
  readonly services: readonly [string, string, string];
  readonly administrator: string;
  readonly municipality: string;
};
export const ownPeople: People = {
  point: 'mikkeli',
  agency: 'fpa',
  services: ['fpa.studentAid', 'fpa.pension', 'fpa.unemployment'],
  administrator: 'administrator-fpa-1',
  municipality: 'Mikkeli',
};
export const otherPeople: People = {
  point: 'pargas',
  agency: 'tax',
  services: ['tax.taxCard', 'tax.taxReturn', 'tax.inheritance'],
  administrator: 'administrator-municipality-1',
  municipality: 'Parainen',
};

/** The sessions of a side's people, as the gateway makes them. */
export function sessionsOf({ point, agency, administrator }: People): Record<Role, Session> {
  const [terminal, expert] = [`${point}-1` as TerminalId, `expert-${agency}-1` as ExpertId];
  const [adviser, supervisor] = [`adviser-${point}-1` as AdviserId, `supervisor-${agency}-1` as SupervisorId];
  const administratorId = administrator as AdministratorId;
  return {
    terminal: { role: 'terminal', id: terminal, key: terminalKey(terminal), connectionId: `socket-of-${terminal}` },
    expert: { role: 'expert', id: expert, key: expertKey(expert), connectionId: `socket-of-${expert}` },
    adviser: { role: 'adviser', id: adviser, pointId: point as PointId, key: adviserKey(adviser), connectionId: `socket-of-${adviser}` },
    supervisor: { role: 'supervisor', id: supervisor, agencyId: agency as AgencyId, key: supervisorKey(supervisor), connectionId: `socket-of-${supervisor}` },
    administrator: {
      role: 'administrator',
      id: administratorId,
      scope: { kind: 'agency', agencyId: agency as AgencyId },
      key: `administrator:${administratorId}`,
      connectionId: `socket-of-${administratorId}`,
    },
  };
}

/** Administrators who look after less than the agency's do: the point alone, and its municipality. */
function localAdministrators({ point, municipality }: People): Session[] {
  const scopes = [
    { kind: 'point', pointId: point as PointId },
    { kind: 'municipality', municipality },
  ] as const;
  return scopes.map((scope) => {
    const id = `administrator-of-${scope.kind}-${point}` as AdministratorId;
    return { role: 'administrator', id, scope, key: `administrator:${id}`, connectionId: `socket-of-${id}` };
  });
}

type Parts = { readonly engine: Engine; readonly database: Database; readonly logger: Logger };

/** Brings a side to life by its people's own requests. */
export async function sideOf({ engine, database, logger }: Parts, people: People): Promise<Side> {
  const options = { handlers: engine.handlers, isStrict: true, logger };
  const sessions = sessionsOf(people);
  const { point, agency, services } = people;
  const second = `${point}-2` as TerminalId;
  const atSecond: Session = { role: 'terminal', id: second, key: terminalKey(second), connectionId: `socket-of-${second}` };
  const third = `expert-${agency}-3` as ExpertId;
  const byThird: Session = { role: 'expert', id: third, key: expertKey(third), connectionId: `socket-of-${third}` };
  const fourth = `expert-${agency}-4` as ExpertId;
  const byFourth: Session = { role: 'expert', id: fourth, key: expertKey(fourth), connectionId: `socket-of-${fourth}` };
  const idleId = `expert-${agency}-2` as ExpertId;
  const idle: Session = { role: 'expert', id: idleId, key: expertKey(idleId), connectionId: `socket-of-${idleId}` };
  const experts = [sessions.expert, byThird, byFourth, idle];
  const others = [atSecond, byThird, byFourth, idle, ...localAdministrators(people)];

  async function ask<N extends RequestName>(session: Session, name: N, input: RequestInput<N>): Promise<RequestReply<N>> {
    const reply = await answer(name, session, input, options);
    if (!reply.ok) throw new Error(`the scene: ${session.id} ${name} was refused with ${reply.error.code} ${JSON.stringify(reply.error)}`);
    return reply.data as RequestReply<N>;
  }
  async function queue(at: Session, serviceId: string | undefined, language: 'sv' | 'fi' = 'sv'): Promise<CallId> {
    const callId = randomUUID() as CallId;
    await ask(at, 'queue:join', { callId, agencyId: agency, serviceId: serviceId ?? '', language });
    return callId;
  }
  /** The call is offered to the expert. */
  const offer = (expert: Session, callId: CallId) => ask(expert, 'offer:pick', { callId, reason: 'knowsCase' });
  async function talk(expert: Session, callId: CallId): Promise<void> {
    await offer(expert, callId);
    await ask(expert, 'offer:accept', { callId, offerNumber: 1 });
    await ask(expert, 'call:confirmConnected', { callId });
  }

  for (const { role, id, connectionId } of [...Object.values(sessions), ...others])
    await engine.presence.connected({ role, id }, connectionId, Buffer.from(id));
  for (const expert of experts) await ask(expert, 'status:choose', { status: 'available' });

  const wrapUp = await queue(atSecond, services[0]);
  await talk(byThird, wrapUp);
  await ask(byThird, 'call:end', { callId: wrapUp });
  const awaitingCallback = await queue(atSecond, services[1]);
  const ticket = await ask(atSecond, 'callback:choose', { callId: awaitingCallback });
  const closed = await queue(atSecond, services[0]);
  await ask(atSecond, 'call:leave', { callId: closed });
  const active = await queue(sessions.terminal, services[0]);
  await talk(sessions.expert, active);
  await ask(sessions.adviser, 'call:join', { callId: active, microphone: 'open' });
  await ask(sessions.supervisor, 'call:listen', { callId: active });
  // In a language of the expert who is free.
  const queued = await queue(sessions.terminal, services[2], 'fi');
  const parked = await queue(sessions.terminal, services[1]);
  await ask(sessions.terminal, 'queue:park', { callId: parked, isAbsent: false });
  const offered = await queue(atSecond, services[2]);
  await offer(byFourth, offered);
  const [noteId, remoteActionId, alertId, planned] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await ask(sessions.expert, 'note:share', { callId: active, noteId, toAgencyId: 'police', note: 'a note' });
  await ask(sessions.adviser, 'remoteAction:run', { remoteActionId, terminalId: sessions.terminal.id, remoteAction: { remoteAction: 'restartMedia' } });
  await ask(sessions.terminal, 'visit:planServiceRequest', { callId: planned, agencyId: 'dvv', serviceId: 'dvv.name', language: 'sv' });
  await database.transaction((tx) =>
    tx.run(
      `insert into connection_alerts (id, leg, subject_id, point_id, code, certainty, evidence, started_at, seen_at)
         values ($1, 'terminal', $2, $3, 'uplinkLoss', 'certain', '{}', $4, $4)`,
      [alertId, sessions.terminal.id, point, tx.now],
    ),
  );
  const documentId = randomUUID();
  const formId = services[0];
  await ask(sessions.expert, 'form:open', { callId: active, documentId, formId, language: 'sv' });
  await ask(sessions.terminal, 'help:request', {});
  const bookingId = randomUUID();
  const permit = { agencyId: 'municipality', serviceId: 'municipality.buildingPermit' };
  const { days } = await ask(sessions.terminal, 'visiting:times', permit);
  const at = days.flatMap(({ times }) => times)[0];
  if (at === undefined) throw new Error(`the scene: no visiting expert has time at ${point}`);
  const visiting = await ask(sessions.terminal, 'visiting:book', { bookingId, ...permit, language: 'sv', at });
  const { routerRtpCapabilities } = await ask(sessions.terminal, 'media:capabilities', {});
  const open = async (session: Session) => {
    const { sessionId, sendTransport } = await ask(session, 'media:open', { callId: active, rtpCapabilities: routerRtpCapabilities });
    return { sessionId, transportId: sendTransport.id };
  };
  const media = {
    terminal: await open(sessions.terminal),
    expert: await open(sessions.expert),
    adviser: await open(sessions.adviser),
    supervisor: await open(sessions.supervisor),
  };
  const ids = {
    terminalId: sessions.terminal.id,
    pointId: point,
    area: `municipality:${people.municipality}`,
    agencyId: agency,
    serviceId: services[0],
    expertId: sessions.expert.id,
    adviserId: sessions.adviser.id,
    alertId,
    bookingId,
    noteId,
    documentId,
    formId,
    remoteActionId,
    planned,
    number: ticket.number,
    pin: ticket.pin ?? '',
    visitingNumber: visiting.number,
    visitingPin: visiting.pin ?? '',
    visitingAt: at,
  };
  return { sessions, others, media, calls: { active, wrapUp, offered, queued, parked, awaitingCallback, closed }, ids };
}
