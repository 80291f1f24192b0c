import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tilePages } from '#shared/catalogue/pages.ts';
import { searchServices } from '#shared/catalogue/search.ts';
import { likeness, markedParts, meantWords, wordsOf } from '#shared/catalogue/words.ts';
import { agencySchema } from '#shared/contract/catalogue.ts';

const catalogue = { agencies: z.array(agencySchema).parse(JSON.parse(readFileSync('server/catalogue/demo/agencies.json', 'utf8'))), points: [] };
const services = catalogue.agencies.flatMap((agency) => agency.services);
const offered = services.filter(({ isPractice }) => !isPractice);
const spoken = fc.constantFrom('sv', 'fi', 'en');
const first = (written: string, language: 'sv' | 'fi' | 'en') => searchServices(catalogue, written, language)[0]?.service.id;

describe('search in own words', () => {
  it.each([
    ['hyran är för dyr', 'sv', 'fpa.housingAllowance'],
    ['dagpenning för arbetslösa', 'sv', 'fpa.unemployment'],
    ['skattekortet', 'sv', 'tax.taxCard'],
    ['jag ska gifta mig', 'sv', 'dvv.marriage'],
    ['vuokrani on liian kallis', 'fi', 'fpa.housingAllowance'],
    ['passin uusiminen', 'fi', 'police.passport'],
    ['haluan opintolainaa', 'fi', 'fpa.studentAid'],
    ['lapsi päiväkotiin', 'fi', 'municipality.dayCare'],
    ['paivakoti', 'fi', 'municipality.dayCare'],
    ['my rent is too high', 'en', 'fpa.housingAllowance'],
    ['I need a new passport', 'en', 'police.passport'],
    ['I have moved', 'en', 'dvv.movingNotice'],
  ] as const)('%s (%s) leads to %s', (written, language, serviceId) => expect(first(written, language)).toBe(serviceId));

  it('finds a service by its own name, in whichever language it is written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...offered), spoken, spoken, (service, read, written) => {
        expect(searchServices(catalogue, service.names[written] ?? '', read).map((one) => one.service.id)).toContain(service.id);
      }),
    );
  });

  it('gives each service at most once, never practice, and no more than asked for, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), spoken, fc.integer({ min: 1, max: 8 }), (written, language, atMost) => {
        const ids = searchServices(catalogue, written, language, 'fpa', atMost).map(({ service }) => service.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length).toBeLessThanOrEqual(atMost);
        for (const id of ids) expect(offered.map((one) => one.id)).toContain(id);
      }),
    );
  });

  it('says nothing to what it does not know', () => {
    for (const written of ['', '  ', '???', 'xyzzy']) expect(searchServices(catalogue, written, 'en')).toEqual([]);
  });
});

describe('words', () => {
  const word = fc.stringMatching(/^[a-zåäö]{1,12}$/).map((text) => wordsOf(text)[0] ?? '');

  it('mean themselves most, and nothing means more', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(likeness(one, one)).toBe(1);
        expect(likeness(one, other)).toBeGreaterThanOrEqual(0);
        if (one !== other) expect(likeness(one, other)).toBeLessThan(1);
      }),
    );
  });

  it('that say nothing are left out, unless there are no others', () => {
    expect(meantWords('Jag vill ha ett nytt pass')).toEqual(['ha', 'pass']);
    expect(meantWords('vad är det')).toEqual(['vad', 'ar', 'det']);
  });

  it('are marked in a text that stays as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, written) => {
        expect(
          markedParts(text, written)
            .map(({ part }) => part)
            .join(''),
        ).toBe(text);
      }),
    );
    expect(markedParts('Stöd för hyran nu', 'hyra').filter(({ isMeant }) => isMeant)).toEqual([{ part: 'hyran', isMeant: true, at: 9 }]);
  });
});

describe('pages of tiles', () => {
  it('show each thing once and in order, and never more than fits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 60 }), fc.integer({ min: 2, max: 12 }), (items, atOnce) => {
        const pages = tilePages(items, atOnce);
        expect(pages.flatMap((page) => page.items)).toEqual(items);
        for (const page of pages) {
          expect(page.items.length + Number(page.hasMore)).toBeLessThanOrEqual(atOnce);
          expect(page.hasMore).toBe(pages.length > 1);
        }
      }),
    );
  });
});
