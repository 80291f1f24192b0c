import type { Message } from '#shared/messages/contract.ts';
import type { AgencyId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { lastShown } from './messages.rules.ts';
import type { StoredMessage } from './store.ts';

export { type Messages, createMessages } from './service.ts';
export { readMessages } from './store.ts';

/** Of lines, newest first, what the customer of these entries sees. */
export const messagesOf = (lines: readonly StoredMessage[], callIds: readonly string[], catalogue: CatalogueReader): Message[] =>
  lastShown(lines, callIds).map(({ messageId, content, sentAt, senderRole, sentFrom }) => ({
    messageId,
    content,
    sentAt,
    sender:
      senderRole === 'expert'
        ? { role: 'expert', agencyId: sentFrom as AgencyId }
        : { role: 'adviser', pointNames: catalogue.point(sentFrom)?.names ?? { sv: sentFrom, fi: sentFrom, en: sentFrom } },
  }));
