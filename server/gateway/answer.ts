import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Reply, type RequestName, requests } from '#shared/contract/index.ts';
import { cleanText } from '#server/cleanText.ts';
import { AppError, isConnectionFault } from '#server/errors.ts';
import type { Handlers, Session } from './session.ts';

type Answer = Reply<unknown>;

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

/** Checks role, then cleans and checks the payload, then lets the handler work. Never rejects. */
export async function answer(handlers: Handlers, name: RequestName, session: Session, payload: unknown, logger: Logger): Promise<Answer> {
  const definition = requests[name];
  if (!(definition.roles as readonly string[]).includes(session.role)) {
    logger.warn({ request: name, role: session.role, subjectId: session.id }, 'request refused: not for this role');
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
    return answerError(error, logger, { request: name });
  }
}
