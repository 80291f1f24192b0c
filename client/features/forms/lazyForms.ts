import { loadTexts } from '#client/app/i18n/index.ts';
import { lazyPart } from '#client/features/boundary/lazily.tsx';

/** PDF.js, Yjs and the texts are fetched when a form opens, and not before. */
const withTexts =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const [part] = await Promise.all([load(), loadTexts('forms')]);
    return part;
  };

export const ExpertForm = lazyPart(withTexts(() => import('./ExpertForm.tsx')));
export const FormDesk = lazyPart(withTexts(() => import('./FormDesk.tsx')));
export const CustomerForm = lazyPart(withTexts(() => import('./CustomerForm.tsx')));
/** The forms that the expert can open. */
export const FormChoice = lazyPart(withTexts(() => import('./FormChoice.tsx')));
