import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Agency, agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import type { Instant } from '#shared/instant.ts';
import { staffLanguages } from '#shared/language.ts';
import type { Database } from '#server/platform/database/index.ts';
import { serviceDate } from '#server/serviceDay.ts';
import { type Content, importContent, staffMemberSchema } from './store.ts';

const read = async <S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> => {
  const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} does not fit:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

const readDirectory = async (directory: string): Promise<Content> => ({
  agencies: await read(path.join(directory, 'agencies.json'), z.array(agencySchema)),
  points: await read(path.join(directory, 'points.json'), z.array(pointSchema)),
  staff: await read(path.join(directory, 'staff.json'), z.array(staffMemberSchema)),
});

const texts = new Set(['names', 'shortNames', 'description', 'prepare', 'municipality']);

/** Names and descriptions that are not there in all of staff's languages, each with its place: readers see another language instead. */
export function missingTexts(content: unknown, place = ''): string[] {
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content as Readonly<Record<string, unknown>>).flatMap(([key, value]) => {
    const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : key;
    if (!texts.has(key)) return missingTexts(value, place === '' ? id : `${place}.${id}`);
    const missing = staffLanguages.filter((language) => typeof value === 'object' && value !== null && !(language in value));
    return missing.length === 0 ? [] : [`${place}.${key}: ${missing.join(', ')}`];
  });
}

/**
 * Imports agencies.json, points.json and staff.json of a folder in one transaction, and resolves with the texts that lack a language. Errors: a file that
 * does not fit, with the places named.
 */
export async function importDirectory(database: Database, directory: string): Promise<string[]> {
  const content = await readDirectory(directory);
  await database.transaction((transaction) => importContent(transaction, content));
  return missingTexts({ agencies: content.agencies, points: content.points });
}

/** The same with the demo's folder, whose visiting days do not grow old. */
export async function importDemo(database: Database, directory: string): Promise<void> {
  const content = await readDirectory(directory);
  await database.transaction((tx) => importContent(tx, { ...content, agencies: content.agencies.map((agency) => withComingDays(agency, tx.now)) }));
}

/** Each visiting day that is over comes again, as many times four weeks later as it takes. */
export function withComingDays(agency: Agency, now: Instant): Agency {
  const today = serviceDate(now);
  const coming = (text: string): string => {
    let date = Temporal.PlainDate.from(text);
    while (Temporal.PlainDate.compare(date, today) < 0) date = date.add({ weeks: 4 });
    return date.toString();
  };
  return {
    ...agency,
    services: agency.services.map((service) => ({ ...service, visitingDays: service.visitingDays.map((day) => ({ ...day, date: coming(day.date) })) })),
  };
}
