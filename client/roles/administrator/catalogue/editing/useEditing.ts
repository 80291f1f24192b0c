import { useCallback, useEffect, useState } from 'react';
import { differencesOf, isSame } from '#shared/administration/changes.ts';
import type { Draft, WantedRecord } from '#shared/administration/contract.ts';
import { type LooseContent, type RecordKind, keyOf } from '#shared/administration/records.ts';
import type { RequestReply } from '#shared/contract/index.ts';
import { objectOf } from './content.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';

export type Known = RequestReply<'record:list'>['records'][number];
type Edit = { readonly kind: RecordKind; readonly id: string; readonly version: string | null; readonly content: LooseContent };

/** Words that are being written may be empty; what is sent has none. */
function withoutEmptyWords(content: LooseContent): LooseContent {
  if (content['keywords'] === undefined) return content;
  const whole = Object.entries(objectOf(content, 'keywords')).flatMap(([language, words]) => {
    const kept = Array.isArray(words) ? words.flatMap((word) => (typeof word === 'string' && word.trim() !== '' ? [word.trim()] : [])) : [];
    return kept.length === 0 ? [] : [[language, kept] as const];
  });
  return { ...content, keywords: Object.fromEntries(whole) };
}

/** What an administrator sees, and what has been begun and is not in use. */
export type Editing = ReturnType<typeof useEditing>;

/** The records within the scope as the server has them, and over them what is being changed here. */
export function useEditing({ act, view }: Pick<DeskProps, 'act' | 'view'>) {
  const [known, setKnown] = useState<ReadonlyMap<string, Known> | null>(null);
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit>>(new Map());
  const [draftId, setDraftId] = useState<string | null>(null);

  const reload = useCallback(
    (): Promise<void> =>
      act('record:list', {}).then((reply) => {
        if (reply === null) return;
        setKnown(new Map(reply.records.map((one) => [keyOf(one), one])));
        setDrafts(reply.drafts);
      }),
    [act],
  );
  useEffect(() => void reload(), [reload, view.catalogueVersion]);

  const put = useCallback(
    (kind: RecordKind, id: string, content: LooseContent, version?: string | null): void => {
      setEdits((before) => {
        const key = keyOf({ kind, id });
        const base = known?.get(key);
        const next = new Map(before);
        if (base !== undefined && version === undefined && isSame(base.content, content)) next.delete(key);
        else next.set(key, { kind, id, version: version === undefined ? (before.get(key)?.version ?? base?.version ?? null) : version, content });
        return next;
      });
    },
    [known],
  );
  const drop = (kind: RecordKind, id: string): void => setEdits((before) => new Map([...before].filter(([key]) => key !== keyOf({ kind, id }))));
  const reset = (): void => {
    setEdits(new Map());
    setDraftId(null);
  };

  const records: WantedRecord[] = [...edits.values()].map((edit) => ({ ...edit, content: withoutEmptyWords(edit.content) }));
  const all = (kind: RecordKind): Known[] => {
    const stored = [...(known?.values() ?? [])].filter((one) => one.kind === kind);
    const added = records.flatMap(({ content, ...one }) =>
      one.kind === kind && content !== null && known?.has(keyOf(one)) !== true ? [{ ...one, content, version: '' }] : [],
    );
    return [...stored, ...added].map((one) => ({ ...one, content: edits.get(keyOf(one))?.content ?? one.content }));
  };
  return {
    isKnown: known !== null,
    known,
    all,
    content: (kind: RecordKind, id: string): LooseContent | undefined => {
      const key = keyOf({ kind, id });
      return edits.get(key)?.content ?? known?.get(key)?.content;
    },
    isEdited: (kind: RecordKind, id: string): boolean => edits.has(keyOf({ kind, id })),
    isNew: (kind: RecordKind, id: string): boolean => edits.has(keyOf({ kind, id })) && known?.has(keyOf({ kind, id })) !== true,
    /** How many places differ from what is in use. */
    count: [...edits.values()].reduce((sum, one) => sum + Math.max(1, differencesOf(known?.get(keyOf(one))?.content ?? null, one.content).length), 0),
    records,
    put,
    drop,
    reset,
    reload,
    drafts,
    saveDraft: async (): Promise<void> => {
      const id = draftId ?? crypto.randomUUID();
      if ((await act('draft:save', { draftId: id, records, note: '' })) === null) return;
      setDraftId(id);
      await reload();
    },
    openDraft: ({ draftId: id, records: kept }: Draft): void => {
      setDraftId(id);
      setEdits(new Map(kept.flatMap((one) => (one.content === null ? [] : [[keyOf(one), { ...one, content: one.content }]]))));
    },
    discardDraft: async (id: string): Promise<void> => {
      await act('draft:discard', { draftId: id });
      await reload();
    },
    /** What was begun is in use. */
    made: async (): Promise<void> => {
      if (draftId !== null) await act('draft:discard', { draftId });
      reset();
      await reload();
    },
  };
}
