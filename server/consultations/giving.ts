import { thirdPartyKey } from '#shared/call/mediaRouting.ts';
import { type Call, type ConnectedCall, type ThirdParty, hasMedia, isInCall } from '#shared/call/lifecycle.ts';
import { system } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { ConsultationsContext } from './context.ts';

/** The colleague's call becomes the customer's own. */
export async function giveTo(
  { calls, catalogue, media }: ConsultationsContext,
  tx: Transaction,
  colleague: Call,
  { terminal, advisers }: Pick<ConnectedCall, 'terminal' | 'advisers'>,
): Promise<void> {
  const needsConsent = catalogue.isConfidential(colleague.serviceId);
  const call = await calls.commandIn(tx, colleague.callId, { type: 'handOver', terminal, advisers, needsConsent }, system);
  const listening = (state: Call): ThirdParty[] => (isInCall(state) ? state.advisers.filter(hasMedia) : []);
  const kept = new Set<string>(listening(call).map(thirdPartyKey));
  const gone = [...advisers.filter(hasMedia), ...listening(colleague)].map(thirdPartyKey).filter((key) => !kept.has(key));
  // Who does not go along with the customer, or not before the customer's word, hears nothing more from this moment.
  tx.afterCommit(() => {
    for (const key of gone) void media.closeSession(key);
  });
}
