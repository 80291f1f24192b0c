import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import type { Database } from '#server/db/index.ts';
import { importContent, staffMemberSchema } from './store.ts';

const read = async <S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> => {
  const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} does not fit:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

/** Imports agencies.json, points.json and staff.json of a folder in one transaction. Errors: a file that does not fit, with the places named. */
export async function importDirectory(database: Database, directory: string): Promise<void> {
  const agencies = await read(path.join(directory, 'agencies.json'), z.array(agencySchema));
  const points = await read(path.join(directory, 'points.json'), z.array(pointSchema));
  const staff = await read(path.join(directory, 'staff.json'), z.array(staffMemberSchema));
  await database.transaction((transaction) => importContent(transaction, { agencies, points, staff }));
}
