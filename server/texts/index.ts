import express from 'express';
import type { Logger } from 'pino';
import type { InstalledLanguages, Texts } from '#shared/contract/http.ts';
import { type TextLanguage, isSimple, isTextLanguage, shippedLanguages, shippedVariants, staffLanguages } from '#shared/language.ts';
import { namespaces } from '#shared/texts/namespaces.ts';
import { AppError } from '#server/errors.ts';
import type { OwnTexts } from './read.ts';

export { readOwnTexts } from './read.ts';

const shipped: readonly TextLanguage[] = [...shippedLanguages, ...shippedVariants];

/** What the terminals offer of the list in TERMINAL_LANGUAGES: a language in which nothing is written would show another one's texts under its name. */
function offeredOf(wanted: readonly TextLanguage[], own: OwnTexts, logger: Pick<Logger, 'error'>): TextLanguage[] {
  const hasTexts = (language: TextLanguage): boolean => shipped.includes(language) || own.has(language);
  const missing = wanted.filter((language) => !hasTexts(language));
  if (missing.length > 0)
    logger.error({ languages: missing }, 'TERMINAL_LANGUAGES names languages without texts; add them to TEXTS_DIR. Terminals do not offer them');
  const offered = [...new Set(wanted.filter(hasTexts))];
  return offered.some((language) => !isSimple(language)) ? offered : [...staffLanguages];
}

/** A language's own name, if the installation says one. */
const nameIn = (texts: Texts | undefined): string | null => (typeof texts?.['name'] === 'string' ? texts['name'] : null);

type Options = { readonly wanted: readonly TextLanguage[]; readonly own: OwnTexts; readonly logger: Pick<Logger, 'error'> };

/** Which languages there are, and the installation's own texts. Public: a page needs words before anybody is signed in. */
export function textRoutes({ wanted, own, logger }: Options): express.Router {
  const languages: InstalledLanguages = {
    terminal: offeredOf(wanted, own, logger),
    own: [...own].map(([language, texts]) => ({ language, name: nameIn(texts.get('builtIn')), namespaces: [...texts.keys()] })),
  };
  const router = express.Router();
  router.use(['/languages', '/texts'], (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-cache');
    next();
  });
  router.get('/languages', (_request, response) => void response.json(languages));
  router.get('/texts/:language/:namespace', (request, response) => {
    const { language } = request.params;
    const namespace = namespaces.find((one) => one === request.params.namespace);
    const texts = isTextLanguage(language) && namespace !== undefined ? own.get(language)?.get(namespace) : undefined;
    if (texts === undefined) throw new AppError('notFound');
    response.json(texts);
  });
  return router;
}
