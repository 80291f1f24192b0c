import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { declares } from '#shared/contract/define.ts';
import { type Reply, type RequestName, requests } from '#shared/contract/index.ts';
import { scopeOf } from '#shared/permissions/table.ts';
import { cleanText } from '#server/cleanText.ts';
import { AppError, isConnectionFault } from '#server/errors.ts';
import type { Handlers, Session } from './port.ts';

type Answer = Reply<unknown>;

export type AnswerOptions = {
  readonly handlers: Handlers;
  /** Makes a refusal that the contract does not declare a fault of ours, so that tests see it; otherwise it is answered and logged. */
  readonly isStrict: boolean;
  /** Told of whoever asked for what their role, or what they look after, does not allow. */
  readonly onRefused?: (session: Session, refused: { readonly request: RequestName; readonly code: 'forbidden' | 'notFound' }) => void;
  readonly logger: Logger;
};

const refusal = (error: AppError): Answer => ({ ok: false, error: error.toWire() });

/** What a request that goes wrong gives back: a refusal as it is, anything else as a fault with a reference into the log. */
export function answerError(error: unknown, logger: Logger, context: Record<string, unknown>): Answer {
  if (error instanceof AppError) return refusal(error);
  if (isConnectionFault(error)) {
    logger.warn({ err: error, ...context }, 'the database did not answer');
    return refusal(new AppError('unavailable'));
  }
  const reference = randomUUID().slice(0, 8);
  logger.error({ err: error, reference, ...context }, 'a request failed');
  return refusal(new AppError('fault', { reference }));
}

/** The error to answer with: a page can be ready only for the refusals that its request declares. */
function declaredOnly(error: unknown, name: RequestName, { isStrict, logger }: AnswerOptions): unknown {
  if (!(error instanceof AppError) || declares(requests[name], error.code)) return error;
  if (isStrict) return new Error(`${name} refused with ${error.code}, which its contract does not declare`, { cause: error });
  logger.warn({ request: name, refusal: error.code }, 'a request refused with a code that its contract does not declare');
  return error;
}

/** Checks role, then cleans and checks the payload, then lets the handler work. Never rejects. */
export async function answer(name: RequestName, session: Session, payload: unknown, options: AnswerOptions): Promise<Answer> {
  const { handlers, logger } = options;
  const definition = requests[name];
  if (scopeOf(name, session.role) === undefined) {
    logger.warn({ request: name, role: session.role, subjectId: session.id }, 'request refused: not for this role');
    options.onRefused?.(session, { request: name, code: 'forbidden' });
    return refusal(new AppError('forbidden'));
  }
  try {
    const parsed = definition.input.safeParse(cleanText(payload));
    if (!parsed.success) {
      const places = parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.') || '(payload)');
      return refusal(new AppError('invalidPayload', { places: places.join(', ') }));
    }
    // The one cast of the server's side: the loop over names cannot tell TypeScript that name, session and input belong together.
    const handle = handlers[name] as (session: Session, input: unknown) => Promise<unknown>;
    return { ok: true, data: await handle(session, parsed.data) };
  } catch (error) {
    // A customer's page meets what has just gone; for staff it is also the answer about what is not theirs.
    if (error instanceof AppError && session.role !== 'terminal' && (error.code === 'notFound' || error.code === 'forbidden'))
      options.onRefused?.(session, { request: name, code: error.code });
    return answerError(declaredOnly(error, name, options), logger, { request: name });
  }
}
