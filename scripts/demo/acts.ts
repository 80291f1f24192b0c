import { randomUUID } from 'node:crypto';
import type { AgencyId, CallId, ServiceId } from '#shared/ids.ts';
import type { ServiceRequest, PastCall, RunningCall } from './day.ts';
import { Person } from './person.ts';

type Terminal = Person<'terminal'>;
type Expert = Person<'expert'>;

const agencyOf = (serviceId: string): AgencyId => (serviceId.split('.')[0] ?? '') as AgencyId;
/** The service request as the contract names it. */
export const wishOf = ({ serviceId }: Pick<ServiceRequest, 'serviceId'>) => ({ agencyId: agencyOf(serviceId), serviceId: serviceId as ServiceId });
const newCallId = (): CallId => randomUUID() as CallId;

/** Everybody who plays the day, each signed in once. */
export class Cast {
  readonly #url: string;
  readonly #terminals = new Map<string, Terminal>();
  readonly #experts = new Map<string, Expert>();

  constructor(url: string) {
    this.#url = url;
  }

  /** A terminal that is ready for the next customer. */
  async terminal(id: string): Promise<Terminal> {
    const known = this.#terminals.get(id);
    if (known !== undefined) return known;
    const terminal = await Person.arrive(this.#url, 'terminal', id);
    this.#terminals.set(id, terminal);
    await terminal.do('visit:close', {});
    await terminal.do('terminal:report', { devices: { camera: 'ok', microphone: 'ok' }, isInUse: false });
    return terminal;
  }

  /** An expert who is neither offered anything nor still writing up an earlier call. */
  async expert(id: string): Promise<Expert> {
    const known = this.#experts.get(id);
    if (known !== undefined) return known;
    const expert = await Person.arrive(this.#url, 'expert', id);
    this.#experts.set(id, expert);
    await expert.do('status:choose', { status: 'away' });
    const { wrapUp } = expert.view ?? { wrapUp: null };
    if (wrapUp !== null) await expert.do('wrapUp:complete', { callId: wrapUp.callId, outcomeCode: 'settled', note: '' });
    return expert;
  }

  /** Signs an expert's desk off, for somebody else to sit down at. */
  leave(expertId: string): void {
    this.#experts.get(expertId)?.leave();
    this.#experts.delete(expertId);
  }

  leaveAll(): void {
    for (const person of [...this.#terminals.values(), ...this.#experts.values()]) person.leave();
  }
}

export async function queue(terminal: Terminal, serviceRequest: ServiceRequest, next: readonly string[] = []): Promise<CallId> {
  const planned = next.map((serviceId) => ({ callId: newCallId(), ...wishOf({ serviceId }) }));
  const { callId } = await terminal.do('queue:join', { callId: newCallId(), ...wishOf(serviceRequest), language: serviceRequest.language, next: planned });
  return callId;
}

async function offeredTo(expert: Expert, callId: CallId): Promise<number> {
  await expert.do('status:choose', { status: 'available' });
  const { offer } = await expert.until((view) => view.offer?.callId === callId);
  return offer?.offerNumber ?? 0;
}

/** From the queue into a call that runs. */
export async function talk(cast: Cast, call: RunningCall): Promise<CallId> {
  const [terminal, expert] = [await cast.terminal(call.terminalId), await cast.expert(call.expertId)];
  const callId = await queue(terminal, call);
  await expert.do('offer:accept', { callId, offerNumber: await offeredTo(expert, callId) });
  await expert.do('status:choose', { status: 'away' });
  await terminal.do('call:confirmConnected', { callId });
  if (call.isHeld === true) await expert.do('call:hold', { callId });
  return callId;
}

/** A whole visit with one call, from the queue to the rating. */
export async function playPast(cast: Cast, past: PastCall): Promise<void> {
  const [terminal, expert] = [await cast.terminal(past.terminalId), await cast.expert(past.expertId)];
  const callId = await queue(terminal, past);
  if (past.declinedBy !== undefined) {
    const other = await cast.expert(past.declinedBy);
    await other.do('offer:decline', { callId, offerNumber: await offeredTo(other, callId), reason: 'notMySkill' });
    await other.do('status:choose', { status: 'away' });
  }
  await expert.do('offer:accept', { callId, offerNumber: await offeredTo(expert, callId) });
  await expert.do('status:choose', { status: 'away' });
  await terminal.do('call:confirmConnected', { callId });
  if (past.isHeld === true) {
    await expert.do('call:hold', { callId });
    await expert.do('call:resume', { callId });
  }
  if (past.toAdviser === undefined) await expert.do('call:end', { callId });
  else await expert.do('call:sendToAdviser', { callId, reason: past.toAdviser });
  await expert.do('wrapUp:complete', { callId, outcomeCode: past.outcomeCode, note: past.note });
  if (past.rating !== null) await terminal.do('call:rate', { callId, rating: past.rating });
  await terminal.do('visit:close', {});
}

/** The customer goes away with a number that is called later. */
export async function goAway(cast: Cast, serviceRequest: ServiceRequest): Promise<number> {
  const terminal = await cast.terminal(serviceRequest.terminalId);
  const { number } = await terminal.do('callback:choose', { callId: await queue(terminal, serviceRequest) });
  return number;
}

/** Books the first free time to be called back; `false` where none is free. */
export async function bookTime(cast: Cast, serviceRequest: ServiceRequest): Promise<boolean> {
  const terminal = await cast.terminal(serviceRequest.terminalId);
  const { slots } = await terminal.do('callback:slots', { ...wishOf(serviceRequest), language: serviceRequest.language });
  const at = slots[0];
  if (at !== undefined) await terminal.do('callback:book', { callId: newCallId(), ...wishOf(serviceRequest), language: serviceRequest.language, at });
  return at !== undefined;
}

/** Books the first free time with an expert who visits the point; `false` where none is free. */
export async function bookVisit(cast: Cast, serviceRequest: ServiceRequest): Promise<boolean> {
  const terminal = await cast.terminal(serviceRequest.terminalId);
  const { days } = await terminal.do('visiting:times', wishOf(serviceRequest));
  const at = days.flatMap(({ times }) => times)[0];
  if (at !== undefined) await terminal.do('visiting:book', { bookingId: randomUUID(), ...wishOf(serviceRequest), language: serviceRequest.language, at });
  return at !== undefined;
}
