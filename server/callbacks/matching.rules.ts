import type { ServiceId } from '#shared/ids.ts';
import type { Language } from '#shared/language.ts';

/** One customer at a time that is booked; `language` null: any will do. */
export type Appointment = { readonly serviceId: ServiceId; readonly language: Language | null };

/** What an expert of the roster can do. */
export type Ability = {
  readonly services: readonly { readonly serviceId: ServiceId }[];
  readonly languages: readonly { readonly language: Language }[];
};

/** Whether the expert has the service and speaks the language. */
export const canServe = ({ services, languages }: Ability, { serviceId, language }: Appointment): boolean =>
  services.some((one) => one.serviceId === serviceId) && languages.some((one) => language === null || one.language === language);

/**
 * Whether everybody who is booked for one time can have an expert of their own: a matching of all appointments to different experts, by augmenting
 * paths (Kuhn 1955, https://doi.org/10.1002/nav.3800020109).
 */
export function canAllBeServed(appointments: readonly Appointment[], experts: readonly Ability[]): boolean {
  const served = new Map<Ability, Appointment>();
  function place(appointment: Appointment, tried: Set<Ability>): boolean {
    for (const expert of experts) {
      if (tried.has(expert) || !canServe(expert, appointment)) continue;
      tried.add(expert);
      const other = served.get(expert);
      if (other !== undefined && !place(other, tried)) continue;
      served.set(expert, appointment);
      return true;
    }
    return false;
  }
  return appointments.length <= experts.length && appointments.every((appointment) => place(appointment, new Set()));
}
