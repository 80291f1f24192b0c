import { useEffect, useState } from 'react';
import { agencyOutcomesOf, agencyReferralsOf } from '#shared/call/agencyCodes.ts';
import type { Agency } from '#shared/contract/catalogue.ts';
import type { ExpertView } from '#shared/contract/views/index.ts';
import { isRefusedWith } from '#client/app/api/requestError.ts';
import { requestsOf, throwRefusal } from '#client/app/shell/useRequest.ts';
import { createSaver } from '#client/app/state/saver.ts';
import type { DeskProps } from './props.ts';

type WrapUp = NonNullable<ExpertView['wrapUp']>;
export type Draft = NonNullable<WrapUp['draft']>;

const emptyDraft: Draft = { outcomeCode: null, referral: null, agencyOutcome: null, agencyReferral: null, note: '' };

/** Without what says nothing beside the rest: where the customer was sent with another outcome, and codes that the agency does not have for it. */
function fitting(draft: Draft, agency: Agency | undefined): Draft {
  const referral = draft.outcomeCode === 'referred' ? draft.referral : null;
  const among = (codes: readonly { readonly code: string }[], chosen: string | null): string | null => codes.find(({ code }) => code === chosen)?.code ?? null;
  return {
    ...draft,
    referral,
    agencyOutcome: among(agencyOutcomesOf(agency ?? {}, draft.outcomeCode), draft.agencyOutcome),
    agencyReferral: among(agencyReferralsOf(agency ?? {}, referral), draft.agencyReferral),
  };
}

/** What is written, kept at the server from one moment to the next. */
export function useSavedDraft(roleClient: DeskProps['roleClient'], wrapUp: WrapUp, agency: Agency | undefined) {
  const { callId } = wrapUp;
  const [written, setDraft] = useState(wrapUp.draft ?? emptyDraft);
  // The agency's codes may change while it is written.
  const draft = fitting(written, agency);
  const [saver] = useState(() =>
    createSaver(
      (latest: Draft) => requestsOf(roleClient, throwRefusal)('wrapUp:save', { callId, ...latest }),
      (error) => isRefusedWith(error, 'notFound') || isRefusedWith(error, 'wrongState'),
    ),
  );
  useEffect(() => saver.stop, [saver]);
  const change = (part: Partial<Draft>): void => {
    const next = fitting({ ...draft, ...part }, agency);
    setDraft(next);
    saver.change(next);
  };
  return { draft, change };
}
