import * as Y from 'yjs';
import { fromBase64, toBase64 } from '#shared/forms/valueHash.ts';
import type { FormLine } from './port.ts';
import { createSendLoop } from './sendLoop.ts';
import { type Delta, rebaseChange } from './textChange.ts';

/** Letters go out together with those that follow within this time. */
const gatherMs = 60;
const ours = 'here';

type Options = FormLine & {
  /** Something is written, here or there, or has been taken by the server. */
  readonly onChange: () => void;
  /** The server refused what was written. The page's document is empty again, and is read from the server. */
  readonly onRefused: (error: unknown) => void;
};

/** The text that somebody began to change, and what others have written in it since. */
export type Since = { readonly before: string; readonly meanwhile: readonly Delta[] };

/** The texts of a form as this page has them, and those of them that the server has not yet. */
export function createWriting({ ask, isConnected, mayRetry, onChange, onRefused }: Options) {
  let document = new Y.Doc();
  let pending: Uint8Array[] = [];
  let isSending = false;

  /** One update after the other: what is written before the answer is part of the next. */
  async function sendNext(): Promise<boolean> {
    const update = Y.mergeUpdates(pending);
    pending = [];
    isSending = true;
    try {
      await ask('form:update', { update: toBase64(update) });
    } catch (error) {
      if (mayRetry(error)) {
        pending.unshift(update);
        return false;
      }
      begin();
      onRefused(error);
    } finally {
      isSending = false;
      onChange();
    }
    return true;
  }
  const loop = createSendLoop({ isConnected, hasMore: () => pending.length > 0, sendNext });
  function begin(): void {
    document = new Y.Doc();
    pending = [];
    document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === ours) {
        pending.push(update);
        loop.sendAfter(gatherMs);
      }
      onChange();
    });
  }
  const textOf = (fieldId: string): string => document.getText(fieldId).toJSON();

  begin();
  return {
    send: loop.send,
    isSaved: (): boolean => pending.length === 0 && !isSending,
    take: (update: string): void => Y.applyUpdate(document, fromBase64(update)),
    stateVector: (): string => toBase64(Y.encodeStateVector(document)),
    /** After a cut: everything that goes beyond what the server has is to be sent. */
    compare(serverVector: string): void {
      if (pending.length > 0) pending = [Y.encodeStateAsUpdate(document, fromBase64(serverVector))];
    },
    textOf,
    /** The field now holds this text; `caret` is where the person writes. Returns where that is in the text of both. */
    write(fieldId: string, text: string, caret: number | null, since?: Since): number {
      const { before, meanwhile } = since ?? { before: textOf(fieldId), meanwhile: [] };
      const rebased = rebaseChange(before, text, caret, meanwhile);
      const shared = document.getText(fieldId);
      document.transact(() => {
        for (const { at, removed, inserted } of rebased.changes) {
          if (removed > 0) shared.delete(at, removed);
          if (inserted !== '') shared.insert(at, inserted);
        }
      }, ours);
      return rebased.caret;
    },
    /** Calls back with each change of the field's text that was not made here. */
    onOthersText(fieldId: string, listener: (delta: Delta) => void): () => void {
      const shared = document.getText(fieldId);
      const observe = (event: Y.YTextEvent, { origin }: Y.Transaction): void => {
        if (origin !== ours) listener(event.delta);
      };
      shared.observe(observe);
      return () => shared.unobserve(observe);
    },
    close(): void {
      loop.close();
      pending = [];
      document.destroy();
    },
  };
}
