import type { Agency, Point, Service } from '#shared/contract/catalogue.ts';
import { type CatalogueDocument, documentFormat, documentVersion } from '#shared/exchange/document.ts';
import { listChannelFields, listServiceFields } from './fields.ts';
import { openingOf } from './hours.ts';
import { type Note, type Notes, createNotes } from './notes.ts';
import { type PtvChannel, type PtvPhone, type PtvService, ptvChannelSchema, ptvServiceSchema } from './schema.ts';
import { type HourSource, serviceOf } from './services.ts';
import { localisedOf, nameOf, ofType } from './texts.ts';

/** A file as it was given, already read as JSON. */
export type PtvFile = { readonly name: string; readonly content: unknown };

export type PtvChoice = {
  /** Whose services they become. */
  readonly agency: Agency;
  /** The points that the reader may change: a place of service that is called the same gives its hours and telephone. */
  readonly points: readonly Point[];
  readonly hoursOf: HourSource;
};

export type PtvResult = {
  /** To be added to the catalogue. */
  readonly document: CatalogueDocument;
  readonly notes: readonly Note[];
  readonly services: number;
  readonly channels: number;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The API answers with one item, with a list, or with a page of one. */
function itemsIn(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content;
  return isObject(content) && Array.isArray(content['itemList']) ? content['itemList'] : [content];
}

const isPublished = ({ publishingStatus }: { readonly publishingStatus?: string | null | undefined }): boolean =>
  publishingStatus == null || publishingStatus === 'Published';

type Items = { readonly services: Map<string, PtvService>; readonly channels: Map<string, PtvChannel> };

function readItem(item: unknown, file: string, { services, channels }: Items, notes: Notes): void {
  const isChannel = isObject(item) && 'serviceChannelType' in item;
  if (!isChannel && !(isObject(item) && 'serviceNames' in item)) {
    notes.add('unknownItem', file, isObject(item) ? Object.keys(item).slice(0, 5).join(', ') : typeof item);
    return;
  }
  const parsed = (isChannel ? ptvChannelSchema : ptvServiceSchema).safeParse(item);
  if (!parsed.success) {
    notes.add('unreadable', file, parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    return;
  }
  const { id } = parsed.data;
  if (!isPublished(parsed.data)) notes.add('notPublished', id, parsed.data.publishingStatus ?? '');
  else if ('serviceChannelType' in parsed.data) channels.set(id.toLowerCase(), parsed.data as PtvChannel);
  else services.set(id.toLowerCase(), parsed.data as PtvService);
}

const numberOf = ({ number, prefixNumber, isFinnishServiceNumber }: PtvPhone): string =>
  (isFinnishServiceNumber === true ? (number ?? '') : `${prefixNumber ?? ''} ${(number ?? '').replace(/^0/, prefixNumber == null ? '0' : '')}`)
    .replaceAll(/[^\d+ ]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Numbers to be spoken on; messages and fax have none here. */
const phonesOf = (channel: PtvChannel): string[] => [
  ...new Set(
    channel.phoneNumbers
      .filter(({ type }) => type == null || type === 'Phone')
      .map(numberOf)
      .filter((number) => /^\+?[\d ]{5,20}$/.test(number)),
  ),
];

const namesOf = (channel: PtvChannel, notes: Notes) => localisedOf(ofType(channel.serviceChannelNames, ['Name']), channel.id, notes);

/** The one number of all telephone channels; several are listed, and a person chooses. */
function agencyWith(agency: Agency, channels: readonly PtvChannel[], notes: Notes): Agency {
  const phones = channels.filter(({ serviceChannelType }) => serviceChannelType === 'Phone');
  const numbers = [...new Set(phones.flatMap(phonesOf))];
  const [only] = numbers;
  if (only !== undefined && numbers.length === 1 && (agency.otherWays.phone ?? only) === only) {
    return { ...agency, otherWays: { ...agency.otherWays, phone: only } };
  }
  for (const channel of phones) for (const number of phonesOf(channel)) notes.add('phone', nameOf(namesOf(channel, notes), channel.id), number);
  return agency;
}

/** The points that are called as a place of service is, with its hours and telephone. */
function pointsWith(points: readonly Point[], channels: readonly PtvChannel[], notes: Notes): Point[] {
  return channels.flatMap((channel) => {
    if (channel.serviceChannelType !== 'ServiceLocation') return [];
    const names = namesOf(channel, notes);
    const about = nameOf(names, channel.id);
    const point = points.find((one) => Object.entries(names).some(([language, name]) => one.names[language]?.toLowerCase() === name.toLowerCase()));
    if (point === undefined) {
      notes.add('pointNotFound', about);
      return [];
    }
    const opening = openingOf(channel.serviceHours, about, notes);
    const [phone] = phonesOf(channel);
    return [{ ...point, ...(opening === undefined ? {} : { opening }), ...(phone === undefined ? {} : { phone }) }];
  });
}

/** What files of Suomi.fi's service catalogue say, as a document that adds to ours, and everything that has no place in it. */
export function readPtv(files: readonly PtvFile[], { agency, points, hoursOf }: PtvChoice): PtvResult {
  const notes = createNotes();
  const items: Items = { services: new Map(), channels: new Map() };
  for (const { name, content } of files) for (const item of itemsIn(content)) readItem(item, name, items, notes);
  const channels = [...items.channels.values()];
  for (const service of items.services.values()) listServiceFields(service, notes);
  for (const channel of channels) listChannelFields(channel, notes);
  const services = [...items.services.values()].flatMap((service): Service[] => {
    const made = serviceOf(service, { known: agency.services, channels: items.channels, hoursOf }, notes);
    return made === null ? [] : [made];
  });
  const document: CatalogueDocument = {
    format: documentFormat,
    version: documentVersion,
    agencies: services.length === 0 ? [] : [{ ...agencyWith(agency, channels, notes), services }],
    points: pointsWith(points, channels, notes),
    staff: [],
  };
  return { document, notes: notes.all(), services: services.length, channels: channels.length };
}
