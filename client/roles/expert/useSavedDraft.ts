import { useEffect, useState } from 'react';
import type { ExpertView } from '#shared/contract/views/index.ts';
import { isRefusedWith } from '#client/app/api/requestError.ts';
import { requestsOf, throwRefusal } from '#client/app/shell/useRequest.ts';
import { createSaver } from '#client/app/state/saver.ts';
import type { DeskProps } from './props.ts';

type WrapUp = NonNullable<ExpertView['wrapUp']>;
type Draft = NonNullable<WrapUp['draft']>;

const emptyDraft: Draft = { outcomeCode: null, referral: null, note: '' };

/** What is written, kept at the server from one moment to the next. */
export function useSavedDraft(roleClient: DeskProps['roleClient'], wrapUp: WrapUp) {
  const { callId } = wrapUp;
  const [draft, setDraft] = useState(wrapUp.draft ?? emptyDraft);
  const [saver] = useState(() =>
    createSaver(
      (latest: Draft) => requestsOf(roleClient, throwRefusal)('wrapUp:save', { callId, ...latest }),
      (error) => isRefusedWith(error, 'notFound') || isRefusedWith(error, 'wrongState'),
    ),
  );
  useEffect(() => saver.stop, [saver]);
  const change = (part: Partial<Draft>): void => {
    const changed = { ...draft, ...part };
    // Where the customer was sent says nothing with another outcome.
    const next = changed.outcomeCode === 'referred' ? changed : { ...changed, referral: null };
    setDraft(next);
    saver.change(next);
  };
  return { draft, change };
}
