import * as Y from 'yjs';
import { type StoreApi, createStore } from 'zustand/vanilla';
import type { EventPayload } from '#shared/contract/index.ts';
import { emptyState } from '#shared/forms/answers.rules.ts';
import type { Attention, FormField, FormRole, FormState } from '#shared/forms/contract.ts';
import { isWritten } from '#shared/forms/fields.ts';
import { fromBase64, toBase64, valueHash } from '#shared/forms/valueHash.ts';
import type { FormPort, FormRequestName } from './port.ts';
import { textChange } from './textChange.ts';

export type FormView = {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly fields: readonly FormField[];
  readonly state: FormState;
  /** What is in the fields, written and chosen; choices that are on their way included. */
  readonly answers: ReadonlyMap<string, string>;
  /** Where the other side is. */
  readonly otherField: string | null;
  /** Whether the server has all that was done here. */
  readonly isSaved: boolean;
  /** Another one means another document: what is drawn begins anew. */
  readonly generation: number;
};

export type FormClient = ReturnType<typeof createFormClient>;

/** Letters go out together with those that follow within this time. */
const gatherMs = 60;
const retryMs = 1_000;
const ours = 'here';

/**
 * A form as this page has it. What is typed is in the page's own document at once, and goes to the server as soon as it can: after a cut both sides
 * send each other what they lack. `onRefused` tells the person of what was not taken.
 */
export function createFormClient(port: FormPort, ids: { readonly callId: string; readonly documentId: string }, role: FormRole, onRefused: (error: unknown) => void) {
  let document = new Y.Doc();
  let pending: Uint8Array[] = [];
  let isSending = false;
  let isClosed = false;
  let sequence = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const choices = new Map<string, string | null>();
  const store: StoreApi<FormView> = createStore<FormView>(() => ({
    phase: 'loading',
    fields: [],
    state: emptyState,
    answers: new Map(),
    otherField: null,
    isSaved: true,
    generation: 0,
  }));

  const show = (change: Partial<FormView> = {}): void => {
    const { fields, state } = { ...store.getState(), ...change };
    const written = fields.filter(isWritten).map(({ fieldId }) => [fieldId, document.getText(fieldId).toJSON()] as const);
    const chosen = Object.entries({ ...state.choices, ...Object.fromEntries(choices) });
    const answers = [...written, ...chosen].filter((entry): entry is readonly [string, string] => entry[1] !== null && entry[1] !== '');
    store.setState({ ...change, answers: new Map(answers), isSaved: pending.length === 0 && !isSending && choices.size === 0 });
  };

  function openDocument(): void {
    document = new Y.Doc();
    document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === ours) {
        pending.push(update);
        clearTimeout(timer);
        timer = setTimeout(() => void send(), gatherMs);
      }
      show();
    });
  }

  const request = <N extends FormRequestName>(name: N, input: object) => port.request(name, { ...ids, ...input });

  /** Sends what was written, one update after the other: what comes back before the answer is part of the next. */
  async function send(): Promise<void> {
    if (isSending || pending.length === 0 || isClosed || !port.isConnected()) return;
    const update = Y.mergeUpdates(pending);
    pending = [];
    isSending = true;
    try {
      await request('form:update', { update: toBase64(update) });
    } catch (error) {
      if (port.mayRetry(error)) {
        pending.unshift(update);
        timer = setTimeout(() => void send(), retryMs);
      } else await startOver(error);
    } finally {
      isSending = false;
      show();
    }
    if (pending.length > 0 && port.isConnected()) await send();
  }

  /** The server's word counts: what it refused is gone from this page too. */
  async function startOver(error: unknown): Promise<void> {
    pending = [];
    openDocument();
    store.setState({ generation: store.getState().generation + 1 });
    onRefused(error);
    await read();
  }

  async function sendChoices(): Promise<void> {
    for (const [fieldId, value] of choices) {
      try {
        await request('form:choose', { fieldId, value });
      } catch (error) {
        if (port.mayRetry(error)) return;
        onRefused(error);
      }
      // Chosen once more meanwhile: that goes out next.
      if (choices.get(fieldId) === value) choices.delete(fieldId);
    }
    show();
  }

  /** Both sides get what they lack of each other. */
  async function read(): Promise<void> {
    if (isClosed) return;
    try {
      const reply = await request('form:sync', { stateVector: toBase64(Y.encodeStateVector(document)) });
      Y.applyUpdate(document, fromBase64(reply.update));
      sequence = Math.max(sequence, reply.sequence);
      show({ phase: 'ready', fields: reply.fields, state: reply.state });
      const beyond = Y.encodeStateAsUpdate(document, fromBase64(reply.stateVector));
      if (pending.length > 0) pending = [beyond];
      await Promise.all([send(), sendChoices()]);
    } catch (error) {
      if (port.mayRetry(error)) timer = setTimeout(() => port.isConnected() && void read(), retryMs);
      else if (store.getState().phase === 'loading') store.setState({ phase: 'failed' });
    }
  }

  const onChanged = (change: EventPayload<'form:changed'>): void => {
    if (change.documentId !== ids.documentId || store.getState().phase !== 'ready') return;
    if (change.update !== null) Y.applyUpdate(document, fromBase64(change.update));
    if (change.sequence > sequence + 1) void read();
    else if (change.sequence > sequence) {
      sequence = change.sequence;
      show({ state: change.state });
    }
  };
  const stops = [
    port.on('form:changed', onChanged),
    port.on('form:focused', ({ documentId, fieldId }) => {
      if (documentId === ids.documentId) store.setState({ otherField: fieldId });
    }),
    port.onConnect(() => void read()),
  ];
  openDocument();

  /** What is told once and not again: pointing, turning, confirming. False where it was refused. */
  const say = async (name: FormRequestName, input: object): Promise<boolean> => {
    try {
      await request(name, input);
      return true;
    } catch (error) {
      onRefused(error);
      return false;
    }
  };

  return {
    store,
    role,
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
    textOf: (fieldId: string): string => document.getText(fieldId).toJSON(),
    /** Calls back with each change of the field's text that was not made here, as Yjs tells it. */
    onOthersText(fieldId: string, listener: (delta: readonly { readonly retain?: number; readonly insert?: unknown; readonly delete?: number }[]) => void): () => void {
      const shared = document.getText(fieldId);
      const observe = (event: Y.YTextEvent, { origin }: Y.Transaction): void => {
        if (origin !== ours) listener(event.delta as Parameters<typeof listener>[0]);
      };
      shared.observe(observe);
      return () => shared.unobserve(observe);
    },
    choose(fieldId: string, value: string | null): void {
      choices.set(fieldId, value);
      show();
      void sendChoices();
    },
    async confirm(fieldIds: readonly string[]): Promise<boolean> {
      const { answers } = store.getState();
      const hashed = fieldIds.map(async (fieldId) => ({ fieldId, hash: await valueHash(fieldId, answers.get(fieldId) ?? '') }));
      return say('form:confirm', { answers: await Promise.all(hashed) });
    },
    show: (attention: Attention | null) => say('form:show', { attention }),
    turn: (page: number, zoom: number) => say('form:turn', { page, zoom }),
    /** Nobody misses it where it does not arrive. */
    focus: (fieldId: string | null): void => void request('form:focus', { fieldId }).catch(() => undefined),
    pdf: async (): Promise<Uint8Array<ArrayBuffer>> => fromBase64((await request('form:document', {})).pdf),
    close(): void {
      isClosed = true;
      clearTimeout(timer);
      for (const stop of stops) stop();
      document.destroy();
    },
  };
}
