import { toast } from 'sonner';
import type { Role } from '#shared/contract/define.ts';
import type { RequestInput, RequestName, RequestNameOf } from '#shared/contract/index.ts';
import { type Namespace, useTexts } from '#client/i18n/index.ts';
import type { Face } from '#client/state/face.ts';
import { errorText } from './errorText.ts';

/** Does one of a desk's requests; a refusal is said calmly and resolves to false. */
export type ActOf<Names extends RequestName> = <N extends Names>(name: N, input: RequestInput<N>) => Promise<boolean>;

/** The one way in which a desk asks the server for something. */
export function useAct<R extends Role>(face: Face<R>, namespace: Namespace): ActOf<RequestNameOf<R>> {
  const { t } = useTexts(namespace);
  return async (name, input) => {
    try {
      await face.connection.request(name, input);
      return true;
    } catch (error) {
      toast(errorText(t, error));
      return false;
    }
  };
}
