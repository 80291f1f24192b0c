import { type DataClass, type Limits, type SettableLimit, defaultLimits, settableLimits } from '#shared/privacy/classes.ts';

const isLimit = (name: string): name is SettableLimit => Object.hasOwn(settableLimits, name);
const unitHours = { h: 1, d: 24 } as const;

/** What is wrong with the operator's limits, or the limits with the defaults for what is not named. `callDetails=48h,statistics=365d` */
export function readLimits(text: string): { readonly ok: true; readonly limits: Limits } | { readonly ok: false; readonly fault: string } {
  const limits: Record<SettableLimit, number> = { ...defaultLimits };
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [, name = '', figure, unit] = /^(\w+)=(\d{1,6})([hd])$/.exec(part) ?? [];
    if (!isLimit(name))
      return { ok: false, fault: `RETENTION: "${part}" is none of ${Object.keys(settableLimits).join(', ')} with a time such as 48h or 365d.` };
    const { least, most } = settableLimits[name];
    const hours = Number(figure) * (unit === 'd' ? unitHours.d : unitHours.h);
    if (hours < least || hours > most) return { ok: false, fault: `RETENTION: ${name} is between ${least}h and ${most}h.` };
    limits[name] = hours;
  }
  if (limits.statistics < limits.callDetails) return { ok: false, fault: 'RETENTION: statistics stay at least as long as callDetails.' };
  return { ok: true, limits };
}

export type ServerLimits = { readonly limits: Limits; readonly noteHours: number; readonly auditHours: number };

/** How long a class stays, in hours; null where that is no number. */
export function limitHoursOf({ limit }: Pick<DataClass, 'limit'>, { limits, noteHours, auditHours }: ServerLimits): number | null {
  switch (limit.kind) {
    case 'limit':
      return limits[limit.limit];
    case 'hours':
      return limit.hours;
    case 'while':
      return null;
    case 'setting':
      return { NOTE_RETENTION_HOURS: noteHours, AUDIT_RETENTION_DAYS: auditHours, operator: null }[limit.setting];
  }
}
