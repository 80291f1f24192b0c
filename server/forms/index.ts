export { type FormLibrary, demoForms, noForms, openLibrary } from './library.ts';
export { type Forms, createForms } from './service.ts';
export { readOpenForm } from './store.ts';
