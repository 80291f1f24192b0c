import type { Logger } from 'pino';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { PagesPort } from '#server/platform/gateway/port.ts';
import type { MediaPort } from '#server/media/port.ts';
import type { Presence } from '#server/presence/index.ts';
import type { Identity } from './service.ts';

type DismissalOptions = {
  readonly identity: Pick<Identity, 'readEnded'>;
  readonly presence: Pick<Presence, 'dismissed'>;
  readonly media: Pick<MediaPort, 'closeSession'>;
  readonly pages: Pick<PagesPort, 'dismiss'>;
  readonly nodeId: string;
  readonly logger: Logger;
};

/** Sends away whoever is connected to this process by a session that has ended: nothing of them is heard or seen any more, and nobody waits for them. */
export const createDismissal =
  ({ identity, presence, media, pages, nodeId, logger }: DismissalOptions) =>
  async (): Promise<void> => {
    for (const { subject, hash, connectionId } of await identity.readEnded(nodeId)) {
      pages.dismiss(connectionId);
      await media.closeSession(`${subject.role}:${subject.id}` as ParticipantKey);
      await presence.dismissed(subject, hash, connectionId);
      logger.info({ role: subject.role, subjectId: subject.id }, 'page sent away: its session has ended');
    }
  };
