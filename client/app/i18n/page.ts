/** In the tab's own storage: what was chosen here. In the machine's: what pages of the kind begin with. */
export const storageKeys = { chosen: 'language', point: 'pointLanguage', staff: 'staffLanguage' } as const;

export const isTerminal = (): boolean => window.location.pathname.startsWith('/terminal');
/** Where everything is shown in all languages. */
export const isGallery = (): boolean => window.location.pathname.startsWith('/gallery');
