import type { Agency, Catalogue, Service } from '#shared/contract/catalogue.ts';
import { type Localised, type TextLanguage, spokenOf, textIn } from '#shared/language.ts';
import { likeness, meantWords } from './words.ts';

export type FoundService = { readonly agency: Agency; readonly service: Service };

/** How much it says that a word stands there. */
const weights = { name: 4, keyword: 4, description: 2, agency: 1, otherLanguage: 2 } as const;

/** All words of a service with what each of them weighs. */
function weighedWords(agency: Agency, service: Service, language: TextLanguage): readonly (readonly [weight: number, word: string])[] {
  const weighed = (weight: number, texts: readonly string[]) => texts.flatMap(meantWords).map((word) => [weight, word] as const);
  const spoken = spokenOf(language);
  const own = (texts: Localised): string => textIn(texts, [language, spoken]).text;
  const others = Object.keys({ ...service.names, ...service.keywords }).filter((one) => one !== language && one !== spoken);
  return [
    ...weighed(weights.name, [own(service.names)]),
    ...weighed(weights.keyword, service.keywords[spoken] ?? []),
    ...weighed(weights.description, [own(service.description)]),
    ...weighed(weights.agency, [own(agency.names), own(agency.shortNames), own(agency.description)]),
    // Who reads in one language may think of the matter in another.
    ...others.flatMap((other) => weighed(weights.otherLanguage, [service.names[other] ?? '', ...(service.keywords[other] ?? [])])),
  ];
}

/**
 * The errands that fit somebody's own words, the best first, at most so many: by names, descriptions and the words that the catalogue gives besides.
 * More of the words go before better ones, then the agency that was asked at, then the catalogue's order.
 */
export function searchServices({ agencies }: Catalogue, written: string, language: TextLanguage, firstAgencyId?: string, atMost = 4): readonly FoundService[] {
  const wanted = meantWords(written);
  const scored = agencies.flatMap((agency) =>
    agency.services
      .filter(({ isPractice }) => !isPractice)
      .map((service) => {
        const words = weighedWords(agency, service, language);
        const scores = wanted.map((one) => Math.max(0, ...words.map(([weight, word]) => weight * likeness(one, word))));
        const score = scores.reduce((sum, one) => sum + one, 0);
        return { agency, service, hits: scores.filter((one) => one > 0).length, score, isFirst: agency.id === firstAgencyId };
      }),
  );
  return scored
    .filter(({ hits }) => hits > 0)
    .toSorted((one, other) => other.hits - one.hits || other.score - one.score || Number(other.isFirst) - Number(one.isFirst))
    .slice(0, atMost)
    .map(({ agency, service }) => ({ agency, service }));
}
