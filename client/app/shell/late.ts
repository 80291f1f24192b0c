import { loadPart } from '#client/app/loadPart.ts';
import { loadDialogs } from '#client/ui/ModalDialog.tsx';

/**
 * Loads what a page can be used without for a moment: its own letters, which a machine's own stand in for, dialogs, and what the page names besides.
 * A letter that cannot be had stays the machine's; the rest is asked for again when it is needed.
 */
export function loadLate(...parts: readonly (() => Promise<unknown>)[]): void {
  for (const part of [...parts.map((load) => load()), loadPart(() => import('./fonts.ts')), loadDialogs()])
    part.catch((error: unknown) => console.info('a part comes later', error));
}
