import type { Logger } from 'pino';
import { occupiesTerminal } from '#shared/call/lifecycle.ts';
import { terminalKey } from '#shared/call/mediaRouting.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import { appendAct } from '#server/audit/index.ts';
import { readCallAtTerminal } from '#server/calls/index.ts';
import { type Adviser, type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { PagesPort } from '#server/platform/gateway/port.ts';
import type { MediaPort } from '#server/media/port.ts';

/** What the use cases of practice stand on. */
export type PracticeContext = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly media: MediaPort;
  readonly pages: PagesPort;
  readonly logger: Logger;
};

/** The terminal's network and devices become bad, or good again. Errors: notFound, notPractice. */
export async function setFaults(
  context: PracticeContext,
  adviser: Adviser,
  { terminalId, network, device }: RequestParsed<'practice:setFaults'>,
): Promise<void> {
  const { database, catalogue, media, pages } = context;
  ownTerminalGuard(context)(adviser, terminalId);
  const call = await database.transaction((tx) => readCallAtTerminal(tx, terminalId));
  if (call === null || !occupiesTerminal(call) || !catalogue.isPractice(call.serviceId)) throw new AppError('notPractice');
  if (!media.setNetworkFaults(terminalKey(terminalId), network)) throw new AppError('notPractice');
  await database.transaction((tx) => appendAct(tx, 'practice.faultsSet', { object: { kind: 'terminal', id: terminalId }, details: { ...network, device } }));
  pages.send(terminalKey(terminalId), 'practice:deviceFault', { device });
}
