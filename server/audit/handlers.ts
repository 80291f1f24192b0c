import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Audit } from './service.ts';

export const auditHandlers = ({ audit }: { readonly audit: Audit }) =>
  ({
    'audit:list': ({ id, scope }, { filter, before }) => audit.list({ id, scope }, filter, before),
  }) satisfies Partial<Handlers>;
