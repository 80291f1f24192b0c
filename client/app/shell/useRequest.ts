import { toast } from 'sonner';
import type { Role } from '#shared/contract/define.ts';
import type { RequestInput, RequestName, RequestNameOf } from '#shared/contract/index.ts';
import { type Namespace, useTexts } from '#client/app/i18n/index.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { errorText } from './errorText.ts';

/** Does one of a desk's requests; a refusal is said calmly and resolves to false. */
export type ActOf<Names extends RequestName> = <N extends Names>(name: N, input: RequestInput<N>) => Promise<boolean>;

/** The one way in which a desk asks the server for something. */
export function useRequest<R extends Role>(roleClient: RoleClient<R>, namespace: Namespace): ActOf<RequestNameOf<R>> {
  const { t } = useTexts(namespace);
  return async (name, input) => {
    try {
      await roleClient.connection.request(name, input);
      return true;
    } catch (error) {
      toast(errorText(t, error));
      return false;
    }
  };
}
