import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { z } from 'zod';
import { type CallRole, type Role, roles } from '#shared/contract/define.ts';
import { type RequestName, requests } from '#shared/contract/index.ts';
import { scopeOf } from '#shared/permissions/table.ts';
import type { Side } from './permissionScene.ts';
import { payloadsOf } from './payloads.ts';

export type Pair = { readonly name: RequestName; readonly role: Role };

export const requestNames = Object.keys(requests) as RequestName[];
const pairs: readonly Pair[] = requestNames.flatMap((name) => roles.map((role) => ({ name, role })));
/** Every request with every role that may make it, and with every role that may not. */
export const allowedPairs = pairs.filter(({ name, role }) => scopeOf(name, role) !== undefined);
export const forbiddenPairs = pairs.filter(({ name, role }) => scopeOf(name, role) === undefined);

/** Requests that bring a new thing into the world, by an id that the page has made. Nobody can guess another's. */
const broughtBy: Readonly<Record<string, string>> = {
  'queue:join': 'callId',
  'visit:planServiceRequest': 'callId',
  'callback:book': 'callId',
  'adviser:setUpCall': 'callId',
  'visiting:book': 'bookingId',
  'note:share': 'noteId',
  'form:open': 'documentId',
  'message:send': 'messageId',
  'remoteAction:run': 'remoteActionId',
};

export const shapeOf = (name: RequestName): Record<string, z.ZodType> => {
  const { input } = requests[name];
  return 'shape' in input ? (input.shape as Record<string, z.ZodType>) : {};
};

/** Whether its `sessionId` is of a media session, and not of who is signed in. */
export const isOfMedia = (name: RequestName): boolean => 'sessionId' in shapeOf(name) && name.startsWith('media:');

/** What a side has that may stand in the field, when that role makes the request. */
export function heldBy(side: Side, { name, role }: Pair, field: string): readonly unknown[] {
  switch (field) {
    case 'callId':
      return name.startsWith('visit:') ? [side.ids['planned'], ...Object.values(side.calls)] : Object.values(side.calls);
    case 'roomId':
      return [side.calls.active];
    case 'staffId':
      return [side.ids['expertId']];
    case 'colleagueCallId':
      return [side.calls.active];
    case 'number':
      return [name.startsWith('visiting:') ? side.ids['visitingNumber'] : side.ids['number']];
    case 'sessionId':
      // A report only says which session it measured.
      return name === 'connection:report' || !isOfMedia(name) ? [] : [side.media[role as CallRole]?.sessionId].filter((id) => id !== undefined);
    case 'transportId':
      return [side.media[role as CallRole]?.transportId].filter((id) => id !== undefined);
    case 'serviceId':
      return 'agencyId' in shapeOf(name) ? [] : [side.ids['serviceId']];
    case 'terminalId':
    case 'pointId':
    case 'expertId':
    case 'adviserId':
    case 'alertId':
    case 'bookingId':
    case 'noteId':
    case 'documentId':
    case 'formId':
    case 'remoteActionId':
      return [side.ids[field]];
    default:
      return [];
  }
}

/** The fields of the request that name something which is there already, and is somebody's. */
export const idFieldsOf = (side: Side, pair: Pair): string[] =>
  Object.keys(shapeOf(pair.name)).filter((field) => broughtBy[pair.name] !== field && heldBy(side, pair, field).length > 0);

/** An id of the right form that nobody has. */
export function unknownFor(field: string): unknown {
  if (field === 'number') return 9_998;
  return /^(?:terminal|point|service|expert|adviser|form)Id$/.test(field) ? 'nobody-9' : randomUUID();
}

/** No id of any form. */
export const malformed: readonly unknown[] = [
  '',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'a'.repeat(5_000),
  -1,
  1e99,
  null,
  [],
  {},
  { $ne: null },
  true,
];

const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
const opus = {
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 } }],
  encodings: [{ ssrc: 1_111 }],
  rtcp: { cname: 'test' },
};

/** Somebody else in the side's call. */
const otherIn = ({ sessions }: Side, role: Role): { readonly role: Role; readonly id: string } => {
  const { role: otherRole, id } = role === 'terminal' ? sessions.expert : sessions.terminal;
  return { role: otherRole, id };
};

/** The payload with what is the side's own wherever an id may stand. */
export function withOwn(given: unknown, side: Side, pair: Pair): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...(given as Record<string, unknown>) };
  for (const field of Object.keys(shapeOf(pair.name))) {
    const [held] = heldBy(side, pair, field);
    if (broughtBy[pair.name] === field || field === 'newCallId') fields[field] = randomUUID();
    else if (field === 'agencyId' || field === 'serviceId') fields[field] = side.ids[field];
    else if (field === 'toAgencyId') fields[field] = 'police';
    else if (field === 'pin') fields[field] = pair.name.startsWith('visiting:') ? side.ids['visitingPin'] : side.ids['pin'];
    else if (field === 'next') delete fields[field];
    else if (field === 'area') fields[field] = side.ids['area'];
    else if (field === 'to' && pair.name === 'encryption:send') fields[field] = otherIn(side, pair.role);
    else if (field === 'version' && pair.name === 'minimumOffer:change') fields[field] = 0;
    else if (field === 'language' && pair.name.startsWith('form:')) fields[field] = 'sv';
    else if (field === 'update') fields[field] = 'AAA=';
    else if (field === 'stateVector') fields[field] = '';
    else if (field === 'answers') fields[field] = [{ fieldId: 'lastName', hash: 'A'.repeat(43) }];
    else if (field === 'lines') fields[field] = [];
    else if (field === 'filter') fields[field] = {};
    else if (field === 'callIds') fields[field] = [side.calls.queued];
    else if (field === 'offerNumber') fields[field] = 1;
    else if (field === 'dtlsParameters') fields[field] = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: fingerprint }] };
    else if (field === 'rtpParameters') fields[field] = opus;
    else if (field === 'kind' && pair.name === 'media:produce') fields[field] = 'audio';
    else if (field === 'source' && pair.name === 'media:produce') fields[field] = 'microphone';
    else if (field === 'at') fields[field] = side.ids['visitingAt'];
    else if (held !== undefined) fields[field] = held;
  }
  return fields;
}

/** Payloads that the schema takes, and that are about the side's own things; the same in every run. */
export function ownPayloads(side: Side, pair: Pair, count: number): Record<string, unknown>[] {
  const { input } = requests[pair.name];
  const text = fc.constantFrom('sv', String(side.ids['agencyId']), String(side.ids['serviceId']), 'a word');
  return fc
    .sample(payloadsOf(input, text), { numRuns: 80, seed: 7 })
    .map((payload) => withOwn(payload, side, pair))
    .filter((payload) => input.safeParse(payload).success)
    .slice(0, count);
}
