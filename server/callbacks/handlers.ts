import type { Logger } from 'pino';
import type { PointId } from '#shared/ids.ts';
import { type Adviser, type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Callbacks } from './index.ts';

type Parts = {
  readonly callbacks: Callbacks;
  readonly catalogue: CatalogueReader;
  readonly logger: Logger;
};

/** What a customer with a number does, or the adviser of the point for one without the PIN. */
export function callbackHandlers({ callbacks, catalogue, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  const demandOwnPoint = ({ pointId }: Adviser, at: PointId): void => {
    if (!catalogue.isAdvisedFrom(at, pointId)) throw new AppError('notFound');
  };
  return {
    'callback:choose': ({ id }, { callId }) => callbacks.choose(id, callId),
    'callback:answer': async ({ id }, ticket) => ({ early: await callbacks.answer(id, ticket) }),
    'callback:move': ({ id }, ticket) => done(callbacks.move(id, ticket)),
    'callback:cancel': ({ id }, ticket) => done(callbacks.cancel(id, ticket)),
    'callback:slots': async ({ id }, serviceRequest) => ({ slots: await callbacks.slots(id, serviceRequest) }),
    'callback:book': ({ id }, serviceRequest) => callbacks.book({ ...serviceRequest, terminalId: id }),
    'adviser:answerNumber': async (adviser, { terminalId, number }) => {
      demandOwnTerminal(adviser, terminalId);
      return done(callbacks.answerFor(adviser.id, terminalId, number));
    },
    'adviser:moveNumber': async (adviser, { pointId, ...move }) => {
      demandOwnPoint(adviser, pointId);
      return done(callbacks.moveFor(adviser.id, pointId, move));
    },
    'adviser:numberSlots': async (adviser, { pointId, number }) => {
      demandOwnPoint(adviser, pointId);
      return { times: await callbacks.slotsFor(pointId, number) };
    },
    'adviser:issuePin': async (adviser, { pointId, number }) => {
      demandOwnPoint(adviser, pointId);
      return { number, pin: await callbacks.issuePinFor(adviser.id, pointId, number) };
    },
    'adviser:removeFromQueue': (adviser, { callId }) => done(callbacks.removeFromQueue(adviser, callId)),
  } satisfies Partial<Handlers>;
}
