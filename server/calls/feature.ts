import type { Logger } from 'pino';
import type { CallId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { Feature } from '#server/feature.ts';
import type { MediaPort } from '#server/media/port.ts';
import { callHandlers } from './handlers.ts';
import type { Calls, MediaSync } from './index.ts';
import { mediaHandlers } from './mediaHandlers.ts';
import { thirdPartyHandlers } from './thirdPartyHandlers.ts';

type Parts = {
  readonly database: Database;
  readonly calls: Calls;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly media: MediaPort;
  readonly mediaSync: MediaSync;
  readonly logger: Logger;
};

const dueEveryMs = 250;

export const callsFeature = (parts: Parts) =>
  ({
    handlers: callHandlers(parts),
    onPresence: parts.calls.reactToPresence,
    jobs: [{ name: 'calls', everyMs: dueEveryMs, run: () => parts.calls.runDue() }],
  }) satisfies Feature;

export const thirdPartiesFeature = (parts: Parts) => ({ handlers: thirdPartyHandlers(parts) }) satisfies Feature;

/** What this process commits reaches the media before it is announced; what another one does comes here. */
export const callMediaFeature = (parts: Parts) =>
  ({
    handlers: mediaHandlers(parts),
    onChange: (topic, isLocal) => {
      if (!isLocal && topic.startsWith('call:')) void parts.mediaSync.sync(topic.slice('call:'.length) as CallId);
    },
  }) satisfies Feature;
