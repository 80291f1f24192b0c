/** The card's address, where a page may lead there: one of the web, and no script. */
export const safeLink = (link: string | undefined): string | null => (link !== undefined && /^https?:\/\//i.test(link) ? link : null);
