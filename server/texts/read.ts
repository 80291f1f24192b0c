import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type Texts, textsSchema } from '#shared/contract/http.ts';
import { type TextLanguage, isTextLanguage } from '#shared/language.ts';
import { type Namespace, namespaces } from '#shared/texts/namespaces.ts';

/** The installation's own texts: of each language its namespaces. */
export type OwnTexts = ReadonlyMap<TextLanguage, ReadonlyMap<Namespace, Texts>>;

/** The longest file and the most files that are read: a folder that was given by mistake fills no memory. */
export const limits = { fileBytes: 100_000, files: 200 } as const;

type Found = { readonly file: string; readonly language: TextLanguage; readonly namespace: Namespace };
type Log = Pick<Logger, 'error' | 'info'>;

const withoutEnding = (name: string): string | null => (name.endsWith('.json') ? name.slice(0, -'.json'.length) : null);

async function filesIn(directory: string, logger: Log): Promise<Found[]> {
  const found: Found[] = [];
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const namespace = namespaces.find((one) => one === entry.name);
    if (!entry.isDirectory() || namespace === undefined) {
      logger.error({ directory, name: entry.name, known: namespaces }, 'TEXTS_DIR holds a folder for each namespace; this is none and is left out');
      continue;
    }
    for (const name of (await readdir(path.join(directory, namespace))).toSorted()) {
      const [language, file] = [withoutEnding(name), path.join(directory, namespace, name)];
      if (isTextLanguage(language)) found.push({ file, language, namespace });
      else logger.error({ file }, 'a file of texts is named LANGUAGE.json, with a language such as so or so-simple; it is left out');
    }
  }
  if (found.length > limits.files)
    logger.error({ directory, files: found.length, limit: limits.files }, 'TEXTS_DIR holds too many files; the last ones are left out');
  return found.slice(0, limits.files);
}

/** Errors: whatever is wrong with the file, said so that its author finds the place. */
async function read(file: string): Promise<Texts> {
  const { size } = await stat(file);
  if (size > limits.fileBytes) throw new Error(`it has ${size} bytes, more than ${limits.fileBytes}`);
  const parsed = textsSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}

/** Reads TEXTS_DIR when the server starts. What is wrong in it is told in the log and left out: the product's own texts stay. */
export async function readOwnTexts(directory: string | undefined, logger: Log): Promise<OwnTexts> {
  const texts = new Map<TextLanguage, Map<Namespace, Texts>>();
  if (directory === undefined) return texts;
  try {
    for (const { file, language, namespace } of await filesIn(directory, logger)) {
      try {
        const ofLanguage = texts.get(language) ?? new Map<Namespace, Texts>();
        texts.set(language, ofLanguage.set(namespace, await read(file)));
      } catch (error) {
        logger.error({ file, reason: error instanceof Error ? error.message : String(error) }, 'a file of texts cannot be used; it is left out');
      }
    }
  } catch (error) {
    logger.error({ err: error, directory }, 'TEXTS_DIR cannot be read; the texts are the product’s own');
  }
  logger.info({ directory, languages: [...texts.keys()] }, 'texts of the installation');
  return texts;
}
