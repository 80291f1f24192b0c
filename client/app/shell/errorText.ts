import type { TFunction } from 'i18next';
import { RequestError } from '#client/app/api/requestError.ts';

/** The text for whatever a request was refused with. */
export function errorText(t: TFunction, error: unknown): string {
  const code = error instanceof RequestError ? error.code : 'fault';
  const params = error instanceof RequestError ? error.params : { reference: '' };
  return t(`errors:${code}`, params);
}
