import { type Service, serviceSchema } from '#shared/contract/catalogue.ts';
import type { Localised } from '#shared/language.ts';
import { openingOf } from './hours.ts';
import type { Notes } from './notes.ts';
import type { PtvChannel, PtvService, ServiceHour } from './schema.ts';
import { localisedOf, nameOf, ofType, shortened } from './texts.ts';

/** Where the hours of a service by video are taken from: PTV has no channel for it. */
export const hourSources = ['none', 'Phone', 'ServiceLocation'] as const;
export type HourSource = (typeof hourSources)[number];

export const ptvIdOf = (guid: string): string => `ptv.${guid.toLowerCase()}`;

/** Said to the customer where PTV has no instruction; the note says where. */
const nothingSaid: Localised = {
  sv: 'Ha de papper som gäller ärendet till hands.',
  fi: 'Ota esille asiaan liittyvät paperit.',
  en: 'Have the papers of your matter at hand.',
};

const longestKeyword = 60;
const mostKeywords = 60;

type Keywords = Service['keywords'];

function keywordsOf({ keywords }: PtvService, before: Keywords, about: string, notes: Notes): Keywords {
  const found: Record<string, string[]> = Object.fromEntries(Object.entries(before).map(([language, words]) => [language, [...(words ?? [])]]));
  for (const item of keywords) {
    const [entry] = Object.entries(localisedOf([item], about, notes));
    if (entry === undefined) continue;
    const [language, word] = entry;
    const words = (found[language] ??= []);
    if (words.includes(word)) continue;
    if (word.length > longestKeyword || words.length === mostKeywords) notes.add('longKeyword', about, word);
    else words.push(word);
  }
  return found;
}

/** The channels that the service is linked to, of those in the files. */
function channelsOf(service: PtvService, channels: ReadonlyMap<string, PtvChannel>, about: string, notes: Notes) {
  return service.serviceChannels.flatMap(({ serviceChannel, serviceHours }) => {
    const channel = channels.get(serviceChannel?.id?.toLowerCase() ?? '');
    if (channel === undefined) notes.add('channelMissing', about, serviceChannel?.id ?? '');
    return channel === undefined ? [] : [{ channel, serviceHours }];
  });
}
type Linked = ReturnType<typeof channelsOf>;

function openingFrom(linked: Linked, source: HourSource, about: string, notes: Notes): Service['opening'] {
  const hours = linked
    .filter(({ channel }) => channel.serviceChannelType === source)
    // The connection's own hours go before the channel's.
    .map(({ channel, serviceHours }): readonly ServiceHour[] => (serviceHours.length > 0 ? serviceHours : channel.serviceHours))
    .filter((list) => list.length > 0);
  const openings = hours.flatMap((list) => openingOf(list, about, notes) ?? []);
  const distinct = new Set(openings.map((opening) => JSON.stringify(opening)));
  if (distinct.size > 1) notes.add('severalHours', about, source);
  return distinct.size === 1 ? openings[0] : undefined;
}

/** The links to electronic services, one for each language. */
function addressesOf(linked: Linked, about: string, notes: Notes): Record<string, string> {
  const links: Record<string, string> = {};
  for (const { channel } of linked) {
    if (channel.serviceChannelType !== 'EChannel') continue;
    for (const [language, url] of Object.entries(
      localisedOf(
        channel.webPages.map(({ url: value, language: of }) => ({ value, language: of })),
        about,
        notes,
      ),
    )) {
      if (!/^https?:\/\//.test(url) || !URL.canParse(url)) notes.add('badAddress', about, url);
      else if (links[language] !== undefined && links[language] !== url) notes.add('severalLinks', about, url);
      else links[language] = url;
    }
  }
  return links;
}

type Choice = { readonly known: readonly Service[]; readonly channels: ReadonlyMap<string, PtvChannel>; readonly hoursOf: HourSource };

/** The one that was imported before, or one that is called the same. */
function knownAs(id: string, names: Localised, known: readonly Service[], about: string, notes: Notes): Service | undefined {
  const byId = known.find((service) => service.id === id);
  if (byId !== undefined) return byId;
  const byName = known.find((service) =>
    Object.entries(names).some(([language, name]) => service.names[language]?.trim().toLowerCase() === name.toLowerCase()),
  );
  if (byName !== undefined) notes.add('matchedByName', about, byName.id);
  return byName;
}

/** A service as ours: what PTV says goes over what is known of it, and the rest of it stays. Null where it has no name. */
export function serviceOf(service: PtvService, { known, channels, hoursOf }: Choice, notes: Notes): Service | null {
  const names = localisedOf(ofType(service.serviceNames, ['Name']), service.id, notes);
  const about = nameOf(names, service.id);
  if (Object.keys(names).length === 0) {
    notes.add('noName', service.id);
    return null;
  }
  const old = knownAs(ptvIdOf(service.id), names, known, about, notes);
  const summaries = ofType(service.serviceDescriptions, ['Summary', 'ShortDescription', 'Description']);
  const description = { ...old?.description, ...shortened(localisedOf(summaries, about, notes), about, notes) };
  const instructions = ofType(service.serviceDescriptions, ['UserInstruction', 'ServiceUserInstruction']);
  const prepare = { ...old?.prepare, ...shortened(localisedOf(instructions.length > 0 ? instructions : service.requirements, about, notes), about, notes) };
  if (service.generalDescriptionId != null && summaries.length === 0) notes.add('generalDescription', about, service.generalDescriptionId);
  if (service.languages.length > 0) notes.add('spokenLanguages', about, service.languages.join(', '));
  if (Object.keys(description).length === 0) notes.add('filledIn', about, 'description');
  if (Object.keys(prepare).length === 0) notes.add('filledIn', about, 'prepare');
  const linked = channelsOf(service, channels, about, notes);
  const opening = openingFrom(linked, hoursOf, about, notes) ?? old?.opening;
  const eService = addressesOf(linked, about, notes);
  return serviceSchema.parse({
    ...old,
    id: old?.id ?? ptvIdOf(service.id),
    names: { ...old?.names, ...names },
    description: Object.keys(description).length > 0 ? description : names,
    prepare: Object.keys(prepare).length > 0 ? prepare : nothingSaid,
    keywords: keywordsOf(service, old?.keywords ?? {}, about, notes),
    ...(opening === undefined ? {} : { opening }),
    ...(Object.keys(eService).length === 0 ? {} : { eService: { ...old?.eService, ...eService } }),
  });
}
