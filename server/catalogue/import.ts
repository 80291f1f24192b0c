import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Agency, agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import type { Instant } from '#shared/instant.ts';
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

/** Imports the demo's agencies.json, points.json and staff.json; its visiting days do not grow old. Errors: a file that does not fit, with the places named. */
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
