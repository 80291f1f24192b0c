import type { AdviserId, AgencyId, CallId, PointId, ServiceId, TerminalId, VisitId } from '#shared/ids.ts';
import type { Language } from '#shared/language.ts';

/** What is wanted: which service of which agency, in which language. */
export type RequestedService = { readonly callId: CallId; readonly agencyId: AgencyId; readonly serviceId: ServiceId; readonly language: Language };

export type Entry = RequestedService & { readonly terminalId: TerminalId; readonly pointId: PointId; readonly visitId: VisitId };
export type EntryOptions = { readonly note?: string; readonly priority?: number; readonly setUpBy?: AdviserId | null };

export type ServiceRequest = RequestedService & {
  readonly terminalId: TerminalId;
  readonly note: string;
  readonly setUpBy: AdviserId | null;
  /** What comes after it, in this order. */
  readonly next: readonly Omit<RequestedService, 'language'>[];
};
