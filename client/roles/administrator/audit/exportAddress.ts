import type { AuditFilter } from '#shared/audit/contract.ts';

/** Where the same entries are fetched as a file. */
export function exportAddress(filter: AuditFilter): string {
  const wanted = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const query = new URLSearchParams(wanted).toString();
  return query === '' ? '/api/administration/audit' : `/api/administration/audit?${query}`;
}
