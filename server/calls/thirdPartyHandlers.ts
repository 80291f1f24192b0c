import type { Logger } from 'pino';
import { adviserKey, supervisorKey } from '#shared/call/mediaRouting.ts';
import { isInCall } from '#shared/call/lifecycle.ts';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/gateway/port.ts';
import type { MediaPort } from '#server/media/port.ts';
import { adviserAt, customerAt, supervisorOf } from './actor.ts';
import type { Calls } from './index.ts';

type Parts = { readonly calls: Calls; readonly catalogue: CatalogueReader; readonly media: Pick<MediaPort, 'closeSession'>; readonly logger: Logger };

/** Advisers and supervisors come into calls, and leave them: then the media session goes at once, not first when somebody asks. */
export function thirdPartyHandlers({ calls, catalogue, media, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  return {
    'call:answerAdviser': ({ id }, { callId, adviserId, isAgreed }) =>
      done(calls.command(callId, { type: 'answerAdviser', adviserId, isAgreed }, customerAt(id))),
    'call:join': async (adviser, { callId, microphone }) => {
      const { id } = adviser;
      const found = await calls.read(callId);
      if (found === null) throw new AppError('notFound');
      demandOwnTerminal(adviser, found.terminalId);
      const needsConsent = catalogue.isConfidential(found.serviceId);
      const command = { type: 'joinAsThirdParty', adviserId: id, role: 'adviser', microphone, needsConsent } as const;
      const call = await calls.command(callId, command, adviserAt(adviser, catalogue));
      // Nothing of the call reaches who is there for the connection alone.
      if (isInCall(call) && call.advisers.some((one) => one.adviserId === id && one.microphone === 'connectionOnly')) await media.closeSession(adviserKey(id));
      return {};
    },
    'call:leaveAsThirdParty': async (adviser, { callId }) => {
      await calls.command(callId, { type: 'leaveAsThirdParty', adviserId: adviser.id }, adviserAt(adviser, catalogue));
      await media.closeSession(adviserKey(adviser.id));
      return {};
    },
    'call:listen': async (supervisor, { callId }) => {
      const call = await calls.read(callId);
      if (call === null || !supervisorOf(supervisor).mayAct(call)) throw new AppError('notFound');
      const needsConsent = catalogue.isConfidential(call.serviceId);
      const command = { type: 'joinAsThirdParty', adviserId: supervisor.id, role: 'supervisor', microphone: 'muted', needsConsent } as const;
      await calls.command(callId, command, supervisorOf(supervisor));
      return {};
    },
    'call:stopListening': async (supervisor, { callId }) => {
      await calls.command(callId, { type: 'leaveAsThirdParty', adviserId: supervisor.id }, supervisorOf(supervisor));
      await media.closeSession(supervisorKey(supervisor.id));
      return {};
    },
  } satisfies Partial<Handlers>;
}
