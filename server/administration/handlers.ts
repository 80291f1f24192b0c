import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import { holidaysOf } from './holidays.ts';
import type { Administration } from './index.ts';

export const administrationHandlers = ({ administration }: { readonly administration: Administration }) =>
  ({
    'record:list': (author) => administration.list(author),
    'change:preview': (author, { records }) => administration.preview(author, records),
    'change:apply': (author, change) => administration.apply(author, change),
    'change:undo': (author, undo) => administration.undo(author, undo),
    'change:list': (author, asked) => administration.listChanges(author, asked),
    'holiday:list': async (_author, { year }) => ({ holidays: holidaysOf(year) }),
    'draft:save': (author, draft) => done(administration.saveDraft(author, draft)),
    'draft:discard': (author, { draftId }) => done(administration.discardDraft(author, draftId)),
  }) satisfies Partial<Handlers>;
