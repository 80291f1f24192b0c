import { type Reaction, readCall } from '#server/calls/index.ts';
import { withContext } from '#server/useCases.ts';
import type { FormsContext } from './context.ts';
import { catalogue, preview } from './administering.ts';
import { choose, confirm, focus, show, turn, update } from './filling.ts';
import { close, document, list, open, sync } from './opening.ts';
import { result } from './result.ts';
import * as store from './store.ts';

export type Forms = ReturnType<typeof createForms>;

/** A form that customer and expert fill together (F72). It lives as long as the call, its wrap-up included. */
export const createForms = (context: FormsContext) => ({
  ...withContext(context, { catalogue, preview, list, open, close, sync, document, update, choose, confirm, show, turn, focus, result }),
  /** Goes along with the customer to a colleague of the same agency, and is erased when the call is over, or goes on another day. */
  reactToCall: (async (tx, event, before, after) => {
    if (event.type === 'CallHandedOver' && before !== null && before.consultation !== null) {
      const { ofCallId } = before.consultation;
      if ((await readCall(tx, ofCallId))?.agencyId === after.agencyId) await store.moveForm(tx, ofCallId, after.callId);
    }

    // Who is phoned later has left the terminal: what stood on its screen is not kept for whoever comes.
    if (after.state === 'closed' || event.type === 'CallbackChosen') await store.eraseForm(tx, after.callId);
  }) satisfies Reaction,
});
