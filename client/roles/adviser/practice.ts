import { create } from 'zustand';
import type { CallId } from '#shared/ids.ts';
import type { PracticeScenario } from '#shared/practice/scenarios.ts';

/** The fault that was put on a practice call, and whether the adviser is still to find out which. */
export type PracticeFault = { readonly callId: CallId; readonly scenario: PracticeScenario; readonly isSurprise: boolean };

/** The page's own memory of it, beyond the dialog in which it was put. */
export const usePractice = create<{ readonly fault: PracticeFault | null }>(() => ({ fault: null }));
