import type { Logger } from 'pino';
import { adviserKey, supervisorKey } from '#shared/call/mediaRouting.ts';
import { type Call, isInCall } from '#shared/call/lifecycle.ts';
import type { AdviserId, PointId, SupervisorId } from '#shared/ids.ts';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/gateway/port.ts';
import type { MediaPort } from '#server/media/port.ts';
import { isCustomers, isOfAgency } from './access.ts';
import type { Calls } from './index.ts';

type Parts = { readonly calls: Calls; readonly catalogue: CatalogueReader; readonly media: Pick<MediaPort, 'closeSession'>; readonly logger: Logger };

// In a call a supervisor is a third party like the adviser, told apart by the role.
const listener = (id: SupervisorId): AdviserId => id as string as AdviserId;

/** Advisers and supervisors come into calls, and leave them: then the media session goes at once, not first when somebody asks. */
export function thirdPartyHandlers({ calls, catalogue, media, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  const isAdvised = (pointId: PointId) => (call: Call) => catalogue.isAdvisedFrom(call.pointId, pointId);
  return {
    'call:answerAdviser': ({ id }, { callId, adviserId, isAgreed }) =>
      done(calls.command(callId, { type: 'answerAdviser', adviserId, isAgreed }, isCustomers(id))),
    'call:join': async (adviser, { callId, microphone }) => {
      const { id, pointId } = adviser;
      const found = await calls.read(callId);
      if (found === null) throw new AppError('notFound');
      demandOwnTerminal(adviser, found.terminalId);
      const needsConsent = catalogue.isConfidential(found.serviceId);
      const command = { type: 'joinAsThirdParty', adviserId: id, role: 'adviser', microphone, needsConsent } as const;
      const call = await calls.command(callId, command, isAdvised(pointId));
      // A third party who is there for the connection alone receives nothing of the call.
      if (isInCall(call) && call.advisers.some((one) => one.adviserId === id && one.microphone === 'connectionOnly')) await media.closeSession(adviserKey(id));
      return {};
    },
    'call:leaveAsThirdParty': async ({ id, pointId }, { callId }) => {
      await calls.command(callId, { type: 'leaveAsThirdParty', adviserId: id }, isAdvised(pointId));
      await media.closeSession(adviserKey(id));
      return {};
    },
    'call:listen': async ({ id, agencyId }, { callId }) => {
      const call = await calls.read(callId);
      if (call === null || !isOfAgency(agencyId)(call)) throw new AppError('notFound');
      const needsConsent = catalogue.isConfidential(call.serviceId);
      const command = { type: 'joinAsThirdParty', adviserId: listener(id), role: 'supervisor', microphone: 'muted', needsConsent } as const;
      await calls.command(callId, command, isOfAgency(agencyId));
      return {};
    },
    'call:stopListening': async ({ id, agencyId }, { callId }) => {
      await calls.command(callId, { type: 'leaveAsThirdParty', adviserId: listener(id) }, isOfAgency(agencyId));
      await media.closeSession(supervisorKey(id));
      return {};
    },
  } satisfies Partial<Handlers>;
}
