const entry = /<script[^>]+src="[^"]*\/index-([\w-]+)\.js"/;

/** Which build of the pages an HTML page loads: the hash of all its code, as the bundler names it; null where pages are served unbuilt. */
export const buildIn = (html: string): string | null => entry.exec(html)?.[1] ?? null;
