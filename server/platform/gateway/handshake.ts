import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { adviserKey, expertKey, supervisorKey, terminalKey } from '#shared/call/mediaRouting.ts';
import { type Subject, handshakeSchema } from '#shared/contract/http.ts';
import { acceptsVersion } from '#shared/contract/version.ts';
import type { AdministratorId, AdviserId, AgencyId, ExpertId, PointId, SupervisorId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { type Identity, tokenIn } from '#server/identity/index.ts';
import type { Session } from './port.ts';

/**
 * Whether a browser's page may talk to us: same host as asked, or named in the settings. A request without Origin is not a page's. What comes over
 * TLS comes from no page that somebody on the way may have written.
 */
export function isAllowedOrigin(request: IncomingMessage, publicOrigins: readonly string[]): boolean {
  const { origin, host, 'x-forwarded-proto': scheme } = request.headers;
  if (origin === undefined) return true;
  if (publicOrigins.length > 0 || !URL.canParse(origin)) return publicOrigins.includes(origin);
  const page = new URL(origin);
  return page.host === host && (scheme !== 'https' || page.protocol === 'https:');
}

/** What pages of all versions say alike: the rest of an older page's handshake need not fit today's schema. */
const versionSchema = z.object({ version: z.number().int() });

type HandshakeOptions = { readonly identity: Identity; readonly catalogue: CatalogueReader };

/** The session behind a connection attempt, and the hash by which it is known. Errors: versionNotServed, invalidPayload, notSignedIn. */
export async function sessionOf(
  auth: unknown,
  cookieHeader: string | undefined,
  { connectionId, sid }: { readonly connectionId: string; readonly sid: string },
  { identity, catalogue }: HandshakeOptions,
): Promise<{ readonly session: Session; readonly hash: Buffer }> {
  const versioned = versionSchema.safeParse(auth);
  if (versioned.success && !acceptsVersion(versioned.data.version)) throw new AppError('versionNotServed');
  const parsed = handshakeSchema.safeParse(auth);
  if (!parsed.success) throw new AppError('invalidPayload', { places: 'auth' });
  const { role, token = tokenIn(cookieHeader, role), key } = parsed.data;
  const signedIn = token === undefined ? null : await identity.signedIn(token);
  if (signedIn === null || signedIn.subject.role !== role) throw new AppError('notSignedIn');
  await identity.demandProof(signedIn, sid, key);
  return { session: sessionFor(signedIn.subject, connectionId, catalogue), hash: signedIn.hash };
}

function sessionFor({ role, id }: Subject, connectionId: string, catalogue: CatalogueReader): Session {
  switch (role) {
    case 'terminal':
      return { role, id: id as TerminalId, connectionId, key: terminalKey(id as TerminalId) };
    case 'expert':
      return { role, id: id as ExpertId, connectionId, key: expertKey(id as ExpertId) };
    case 'adviser': {
      const pointId = catalogue.member(id)?.pointId;
      if (pointId == null) throw new AppError('notSignedIn');
      return { role, id: id as AdviserId, pointId: pointId as PointId, connectionId, key: adviserKey(id as AdviserId) };
    }
    case 'supervisor': {
      const agencyId = catalogue.member(id)?.agencyId;
      if (agencyId == null) throw new AppError('notSignedIn');
      return { role, id: id as SupervisorId, agencyId: agencyId as AgencyId, connectionId, key: supervisorKey(id as SupervisorId) };
    }
    case 'administrator': {
      const scope = catalogue.member(id)?.scope;
      if (scope == null) throw new AppError('notSignedIn');
      return { role, id: id as AdministratorId, scope, connectionId, key: `administrator:${id as AdministratorId}` };
    }
  }
}
