import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { documentFormat, documentVersion } from '#shared/exchange/document.ts';

const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8')) as unknown;

/** A document from a file, or from the agencies.json, points.json and staff.json of a folder. Not checked yet. */
export async function readDocument(fileOrFolder: string): Promise<unknown> {
  if (!(await stat(fileOrFolder)).isDirectory()) return read(fileOrFolder);
  const [agencies, points, staff] = await Promise.all(['agencies', 'points', 'staff'].map((name) => read(path.join(fileOrFolder, `${name}.json`))));
  return { format: documentFormat, version: documentVersion, agencies, points, staff };
}
