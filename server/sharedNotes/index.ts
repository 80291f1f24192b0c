export { type SharedNote, type SharedNotes, createSharedNotes, readSharedNotes, readableBy } from './service.ts';
