import { after } from '#shared/instant.ts';
import { withContext } from '#server/useCases.ts';
import type { AccountsContext } from './context.ts';
import { offerFirstAdministrator, withFirstAdministratorToken } from './firstAdministrator.ts';
import { addOwnFactor, beginOwnFactor, changePassword, readOwn, removeOwnFactor, renewRecoveryCodes } from './ownAccount.ts';
import { keepPending, noteProviderRefusal, signedOutAtProvider, takePending, withProvider } from './providerSignIn.ts';
import { deleteExpiredOfProviders } from './providerStore.ts';
import { sealSecrets } from './sealing.ts';
import { beginSetUp, finishSetUp } from './setUp.ts';
import { accountAtFactor, beginPasskey, chooseRole, stepOf, withCode, withPasskey, withPassword, withRecoveryCode, withTotp } from './signIn.ts';
import { deleteExpired } from './stepStore.ts';
import { deleteEmptyAccounts } from './store.ts';

const dayMs = 24 * 3_600_000;

export type Accounts = ReturnType<typeof createAccounts>;

/** Deletes what has run out; called now and then. */
const cleanUp = ({ database }: AccountsContext): Promise<void> =>
  database.transaction(async (tx) => {
    await deleteExpired(tx);
    await deleteExpiredOfProviders(tx);
    await deleteEmptyAccounts(tx, after(tx.now, -dayMs));
  });

/** Accounts of people: who they are, by what they prove it, and which roles they have. */
export const createAccounts = (context: AccountsContext) =>
  withContext(context, {
    stepOf,
    withCode,
    withPassword,
    accountAtFactor,
    withTotp,
    withRecoveryCode,
    beginPasskey,
    withPasskey,
    chooseRole,
    beginSetUp,
    finishSetUp,
    offerFirstAdministrator,
    withFirstAdministratorToken,
    readOwn,
    changePassword,
    beginOwnFactor,
    addOwnFactor,
    removeOwnFactor,
    renewRecoveryCodes,
    keepPending,
    takePending,
    withProvider,
    signedOutAtProvider,
    noteProviderRefusal,
    sealSecrets,
    cleanUp,
  });
