import type { Call } from '#shared/call/lifecycle.ts';
import type { IssuedTicket } from '#shared/contract/ticket.ts';
import type { AdviserId, AgencyId, CallId, ExpertId, ServiceId, TerminalId } from '#shared/ids.ts';
import type { Engine } from '#tests/support/engine.ts';
import { adviserActions, houseDeeds } from './adviserActions.ts';
import { content } from './world.ts';
import type { Snapshot } from './snapshot.ts';
import { system } from '#server/calls/index.ts';

/** Something that somebody can do now. */
export type Deed = { readonly name: string; readonly run: (engine: Engine) => Promise<unknown> };
/** What a deed is chosen from, and what is told of it: `told` a customer who was told to have a place or a plan. */
export type World = {
  readonly snapshot: Snapshot;
  readonly newId: () => string;
  readonly told: (callId: string) => void;
  /** What customers wrote down with their numbers. */
  readonly pins: Map<number, string>;
};

const terminalIds = content.points.flatMap(({ terminals }) => terminals.map(({ id }) => id));
const services = content.agencies.flatMap(({ id, services: own }) => own.map((service) => ({ agencyId: id, serviceId: service.id })));
const expertIds = content.staff.flatMap((member) => (member.role === 'expert' ? [member.id] : []));

/** The process falls and starts again: all that it had in memory is made anew from the store. */
const restart: Deed = {
  name: 'the process restarts',
  run: async (engine) => {
    await engine.presence.start();
    await engine.hours.refresh();
    await engine.routing.start();
  },
};

/** Everything that anybody could do in this moment, wise or not; `chance` varies what they ask for. */
export function deedsOf(world: World, chance: number): Deed[] {
  return [
    restart,
    ...houseDeeds(world),
    ...terminalIds.flatMap((id) => terminalDeeds(world, id, chance)),
    ...expertIds.flatMap((id) => expertDeeds(world, id)),
    ...world.snapshot.calls.flatMap((call) => [...callDeeds(world, call, chance), ...adviserActions(world, call)]),
  ];
}

function terminalDeeds({ snapshot, newId, told, pins }: World, terminalId: TerminalId, chance: number): Deed[] {
  const isHere = snapshot.terminals.some((one) => one.id === terminalId && one.isHere);
  if (!isHere) return [{ name: `${terminalId} comes`, run: (engine) => engine.connect(terminalId) }];
  const visit = snapshot.visits.find((one) => one.terminalId === terminalId);
  const requestedService = services[chance % services.length];
  const away = snapshot.visits.filter((one) => one.terminalId === null);
  if (requestedService === undefined) return [];
  const keep = ({ number, pin }: IssuedTicket): void => {
    if (pin !== null) pins.set(number, pin);
  };
  /** What the customer wrote down, or guesses. */
  const ticket = (number: number) => ({ number, pin: pins.get(number) ?? '0000' });
  const waiting = snapshot.calls.find((call) => call.terminalId === terminalId && call.state === 'queued' && call.consultation === null);
  const join = (next: boolean): Deed => ({
    name: `${terminalId} queues for ${requestedService.serviceId}`,
    run: async (engine) => {
      const callId = newId() as CallId;
      const other = services[(chance + 1) % services.length];
      const rest = next && other !== undefined ? [{ ...other, callId: newId() as CallId }] : [];
      // A customer whose answer was lost presses again, and it is the same act.
      const serviceRequest = {
        ...requestedService,
        callId,
        terminalId,
        language: chance % 3 === 0 ? ('fi' as const) : ('sv' as const),
        note: '',
        setUpBy: null,
        next: rest,
      };
      await engine.visits.join(serviceRequest).catch(() => engine.visits.join(serviceRequest));
      for (const one of [callId, ...rest.map((later) => later.callId)]) told(one);
    },
  });
  return [
    join(false),
    join(true),
    {
      name: `${terminalId} plans ${requestedService.serviceId}`,
      run: async (engine) => {
        const callId = newId() as CallId;
        await engine.visits.plan(terminalId, { ...requestedService, callId, language: 'sv' });
        told(callId);
      },
    },
    {
      name: `${terminalId} books a time`,
      run: async (engine) => {
        const [at] = await engine.callbacks.slots(terminalId, { ...requestedService, language: 'sv' });
        if (at === undefined) return;
        const callId = newId() as CallId;
        const booking = { ...requestedService, callId, terminalId, language: 'sv' as const, at };
        keep(await engine.callbacks.book(booking).catch(() => engine.callbacks.book(booking)));
        told(callId);
      },
    },
    ...snapshot.calls
      .filter((call) => call.terminalId === terminalId && call.consultation?.stage === 'customerAsked')
      .flatMap(({ callId: colleagueCallId, consultation }) =>
        [true, true, false].map((isAgreed) => ({
          name: `${terminalId} says ${isAgreed ? 'yes' : 'no'} to the colleague`,
          run: (engine: Engine) => engine.consultations.answer(terminalId, { callId: consultation?.ofCallId as CallId, colleagueCallId, isAgreed }),
        })),
      ),
    { name: `${terminalId} goes`, run: (engine) => engine.disconnect(terminalId) },
    { name: `${terminalId} is taken away`, run: (engine) => engine.dismiss('terminal', terminalId) },
    ...away.flatMap(({ number }): Deed[] => [
      ...(visit === undefined
        ? [{ name: `${terminalId} answers ${number}`, run: (engine: Engine) => engine.callbacks.answer(terminalId, ticket(number)) }]
        : []),
      { name: `adviser answers ${number} at ${terminalId}`, run: (engine) => engine.callbacks.answerFor('adviser-p' as AdviserId, terminalId, number) },
      { name: `${terminalId} cancels ${number}`, run: (engine) => engine.callbacks.cancel(terminalId, ticket(number)) },
      {
        name: `${terminalId} moves ${number}`,
        run: async (engine) => {
          const slots = await engine.callbacks.slots(terminalId, { ...requestedService, language: 'sv' });
          const at = slots[chance % Math.max(slots.length, 1)];
          if (at !== undefined) await engine.callbacks.move(terminalId, { ...ticket(number), at });
        },
      },
    ]),
    ...(visit === undefined ? [] : [{ name: `${terminalId} is done`, run: (engine: Engine) => engine.visits.close(terminalId) }]),
    ...(waiting === undefined
      ? []
      : [
          {
            name: `${terminalId} asks to be called back`,
            run: async (engine: Engine) => {
              const { choose } = engine.callbacks;
              keep(await choose(terminalId, waiting.callId).catch(() => choose(terminalId, waiting.callId)));
            },
          },
        ]),
    ...snapshot.planned
      .filter((one) => one.terminalId === terminalId)
      .flatMap(({ callId }) => [
        { name: `${terminalId} queues already`, run: (engine: Engine) => engine.visits.joinNow(terminalId, callId as CallId) },
        { name: `${terminalId} drops an errand`, run: (engine: Engine) => engine.visits.dropServiceRequest(terminalId, callId as CallId) },
      ]),
  ];
}

function expertDeeds({ snapshot }: World, expertId: string): Deed[] {
  const known = snapshot.experts.find(({ id }) => id === expertId);
  const subject = { role: 'expert' as const, id: expertId };
  if (known?.isHere !== true) return [{ name: `${expertId} comes`, run: (engine) => engine.arrive(expertId) }];
  return [
    known.status === 'available'
      ? { name: `${expertId} takes a break`, run: (engine) => engine.experts.choose(expertId, { status: 'break', breakCode: 'pause' }) }
      : { name: `${expertId} is available`, run: (engine) => engine.experts.choose(expertId, { status: 'available' }) },
    { name: `${expertId} is signed out`, run: (engine) => engine.dismiss('expert', expertId) },
    { name: `${expertId} goes`, run: (engine) => engine.presence.disconnected(subject, `socket-of-${expertId}`) },
  ];
}

function callDeeds(world: World, call: Call, chance: number): Deed[] {
  const { callId } = call;
  const command = (name: string, given: Parameters<Engine['calls']['command']>[1]): Deed => ({
    name: `${name} ${callId.slice(-4)}`,
    run: (engine) => engine.calls.command(callId, given, system),
  });
  const leave = command('customer leaves', { type: 'end', endedBy: 'customer' });
  switch (call.state) {
    case 'queued':
      return [
        ...(call.consultation === null
          ? [leave, command('customer parks', { type: 'park', by: 'customer' }), command('customer is absent', { type: 'park', by: 'terminal' })]
          : []),
        command('customer speaks Finnish', { type: 'acceptLanguages', languages: ['fi'] }),
        ...pickDeeds(world, call),
      ];
    case 'parked':
      return [command('customer returns', { type: 'returnFromPark' }), leave];
    case 'awaitingCallback':
    case 'summoned':
      return [command('adviser removes', { type: 'end', endedBy: 'adviser' })];
    case 'offered': {
      const offer = { expertId: call.expertId, offerNumber: call.offerCount };
      const accept = command(`${call.expertId} accepts`, { type: 'accept', ...offer });
      return [
        accept,
        accept,
        accept,
        command(`${call.expertId} declines`, { type: 'decline', ...offer, reason: 'otherTask' }),
        command('customer is absent', { type: 'park', by: 'terminal' }),
        leave,
      ];
    }
    case 'connecting':
    case 'active':
    case 'onHold':
      return [...connectedDeeds(world, call, chance), ...(call.consultation === null ? [leave] : [])];
    case 'wrapUp':
      return [command('wrapped up', { type: 'completeWrapUp', expertId: call.expertId, outcomeCode: 'settled', referral: null })];
    case 'closed':
      return [];
  }
}

function pickDeeds({ snapshot }: World, { callId, agencyId }: Call): Deed[] {
  return snapshot.experts
    .filter(({ id }) => id.startsWith(agencyId))
    .map(({ id }) => ({
      name: `${id} picks`,
      run: (engine: Engine) => engine.routing.offerManually(callId, agencyId, id as ExpertId, { reason: 'picked', note: 'urgent' }),
    }));
}

function connectedDeeds({ newId }: World, call: Extract<Call, { expert: unknown }>, chance: number): Deed[] {
  const { callId, expertId } = call;
  const command = (given: Parameters<Engine['calls']['command']>[1]): Deed => ({
    name: `${given.type} ${callId.slice(-4)}`,
    run: (engine) => engine.calls.command(callId, given, system),
  });
  const target = services[chance % services.length] as { agencyId: AgencyId; serviceId: ServiceId };
  const own: Deed[] = [
    command({ type: 'confirmConnected' }),
    command({ type: 'hold', expertId }),
    command({ type: 'resume', expertId }),
    command({ type: 'end', endedBy: 'expert', expertId }),
  ];
  if (call.consultation !== null) return own;
  const consultation = (name: 'bringIn' | 'takeOut' | 'handOver' | 'end'): Deed => ({ name, run: (engine) => engine.consultations[name](expertId, callId) });
  return [
    ...own,
    command({ type: 'park', by: 'expert', expertId }),
    { name: 'transfer', run: (engine) => engine.visits.transfer(expertId, { callId, newCallId: newId() as CallId, ...target, note: '' }) },
    { name: 'asks a colleague', run: (engine) => engine.consultations.start(expertId, { callId, newCallId: newId() as CallId, ...target, note: '' }) },
    { name: 'asks a colleague', run: (engine) => engine.consultations.start(expertId, { callId, newCallId: newId() as CallId, ...target, note: '' }) },
    consultation('bringIn'),
    consultation('takeOut'),
    consultation('handOver'),
    consultation('end'),
  ];
}
