import { useCallback } from 'react';
import { toast } from 'sonner';
import type { Role } from '#shared/contract/define.ts';
import type { RequestNameOf } from '#shared/contract/index.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { errorText } from './errorText.ts';
import { type ActOf, useRequest } from './useRequest.ts';

/** As `useRequest`, for a desk, which says calmly at its edge what was refused. */
export function useToastedRequest<R extends Role>(roleClient: RoleClient<R>): ActOf<RequestNameOf<R>> {
  const { t } = useTexts('errors');
  return useRequest(
    roleClient,
    useCallback((error: unknown) => void toast(errorText(t, error)), [t]),
  );
}
