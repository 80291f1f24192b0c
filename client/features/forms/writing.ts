import * as Y from 'yjs';
import { fromBase64, toBase64 } from '#shared/forms/valueHash.ts';
import type { FormLine } from './port.ts';
import { type Delta, textChange } from './textChange.ts';

/** Letters go out together with those that follow within this time. */
const gatherMs = 60;
const retryMs = 1_000;
const ours = 'here';

type Options = FormLine & {
  /** Something is written, here or there, or has been taken by the server. */
  readonly onChange: () => void;
  /** The server has not taken what was written, and the page's document has begun anew. */
  readonly onRefused: (error: unknown) => void;
};

export type Writing = ReturnType<typeof createWriting>;

/** The texts of a form as this page has them, and those of them that the server has not yet. */
export function createWriting({ ask, isConnected, mayRetry, onChange, onRefused }: Options) {
  let document = new Y.Doc();
  let pending: Uint8Array[] = [];
  let isSending = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), ms);
  };
  function begin(): void {
    document = new Y.Doc();
    pending = [];
    document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === ours) {
        pending.push(update);
        later(gatherMs);
      }
      onChange();
    });
  }

  /** One update after the other: what is written before the answer is part of the next. */
  async function send(): Promise<void> {
    if (isSending || pending.length === 0 || !isConnected()) return;
    const update = Y.mergeUpdates(pending);
    pending = [];
    isSending = true;
    try {
      await ask('form:update', { update: toBase64(update) });
      isSending = false;
      void send();
    } catch (error) {
      isSending = false;
      if (mayRetry(error)) {
        pending.unshift(update);
        later(retryMs);
      } else {
        begin();
        onRefused(error);
      }
    }
    onChange();
  }

  begin();
  return {
    send,
    isSaved: (): boolean => pending.length === 0 && !isSending,
    take: (update: string): void => Y.applyUpdate(document, fromBase64(update)),
    stateVector: (): string => toBase64(Y.encodeStateVector(document)),
    /** After a cut: everything that goes beyond what the server has is to be sent. */
    compare(serverVector: string): void {
      if (pending.length > 0) pending = [Y.encodeStateAsUpdate(document, fromBase64(serverVector))];
    },
    textOf: (fieldId: string): string => document.getText(fieldId).toJSON(),
    /** The field now holds this text; `caret` is where the person writes. */
    write(fieldId: string, text: string, caret: number | null): void {
      const shared = document.getText(fieldId);
      const change = textChange(shared.toJSON(), text, caret);
      if (change === null) return;
      document.transact(() => {
        if (change.removed > 0) shared.delete(change.at, change.removed);
        if (change.inserted !== '') shared.insert(change.at, change.inserted);
      }, ours);
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
      clearTimeout(timer);
      pending = [];
      document.destroy();
    },
  };
}
