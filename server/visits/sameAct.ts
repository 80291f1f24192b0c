import type { AgencyId, ServiceId } from '#shared/ids.ts';
import type { Language } from '#shared/language.ts';
import type { Call } from '#shared/call/lifecycle.ts';
import { readNote } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';

type Service = { readonly agencyId: AgencyId; readonly serviceId: ServiceId };
type RequestedService = Service & { readonly language: Language };

export const isSameService = (one: Service, other: Service): boolean => one.agencyId === other.agencyId && one.serviceId === other.serviceId;
export const isSameRequest = (one: RequestedService, other: RequestedService): boolean => isSameService(one, other) && one.language === other.language;

/** A request whose id is known is the same act only with the same content (E22). Errors: sameIdOtherContent. */
export function demandSame(isSame: boolean): void {
  if (!isSame) throw new AppError('sameIdOtherContent');
}

/** The same of what has become a call. Errors: sameIdOtherContent. */
export async function demandSameCall(tx: Transaction, earlier: Call, { note, ...service }: Service & { readonly note: string }): Promise<void> {
  demandSame(isSameService(earlier, service) && (await readNote(tx, earlier.callId, 'preCall')) === note);
}
