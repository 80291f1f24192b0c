import { lazyPart } from '#client/features/boundary/lazily.tsx';

// PDF.js, Yjs and the texts are fetched when a form opens, and not before.
export const ExpertForm = lazyPart(() => import('./ExpertForm.tsx'), 'forms');
export const FormDesk = lazyPart(() => import('./FormDesk.tsx'), 'forms');
export const CustomerForm = lazyPart(() => import('./CustomerForm.tsx'), 'forms');
export const FormResult = lazyPart(() => import('./FormResult.tsx'), 'forms');
/** For administrators. */
export const FormPreview = lazyPart(() => import('./FormPreview.tsx'), 'forms');
/** The forms that the expert can open. */
export const FormChoice = lazyPart(() => import('./FormChoice.tsx'), 'forms');
