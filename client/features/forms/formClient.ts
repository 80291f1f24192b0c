import { type StoreApi, createStore } from 'zustand/vanilla';
import type { EventPayload } from '#shared/contract/index.ts';
import { emptyState } from '#shared/forms/answers.rules.ts';
import type { Attention, FormField, FormRole, FormState } from '#shared/forms/contract.ts';
import { isWritten } from '#shared/forms/fields.ts';
import { fromBase64, valueHash } from '#shared/forms/valueHash.ts';
import { isRefusedWith } from '#client/app/api/requestError.ts';
import { noteRefusal } from '#client/app/shell/useRequest.ts';
import { createChoosing } from './choosing.ts';
import type { FormLine, FormPort, FormRequestName } from './port.ts';
import { createWriting } from './writing.ts';

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
  /** Counts the page's documents. After a refusal there is another one, and the inputs are mounted again. */
  readonly generation: number;
};

export type FormClient = ReturnType<typeof createFormClient>;

const retryMs = 1_000;
const nothingYet: FormView = { phase: 'loading', fields: [], state: emptyState, answers: new Map(), otherField: null, isSaved: true, generation: 0 };
type Ids = { readonly callId: string; readonly documentId: string };

/**
 * A form as this page has it. What is typed is in the page's own document at once, and goes to the server as soon as it can: after a cut both sides
 * send each other what they lack. `onRefused` tells the person of what was not taken.
 */
export function createFormClient(port: FormPort, ids: Ids, role: FormRole, onRefused: (error: unknown) => void) {
  const store: StoreApi<FormView> = createStore<FormView>(() => nothingYet);
  const { documentId } = ids;
  let { callId } = ids;
  let isClosed = false;
  const line: FormLine = { ...port, ask: (name, input) => port.ask(name, { callId, documentId, ...input }) };
  // It may have gone to a colleague's call, of which the page has not heard yet. If it was closed, the page closes it here too.
  const sending: FormLine = { ...line, mayRetry: (error) => port.mayRetry(error) || isRefusedWith(error, 'notFound') };
  /** What comes after the form was closed is nobody's concern any more. */
  const tell = (error: unknown): void => (isClosed ? noteRefusal : onRefused)(error);
  const show = (change: Partial<FormView> = {}): void => {
    const { fields, state } = { ...store.getState(), ...change };
    const written = fields.filter(isWritten).map(({ fieldId }) => [fieldId, writing.textOf(fieldId)] as const);
    const answers = [...written, ...choosing.over(state.choices)].filter((entry): entry is readonly [string, string] => entry[1] !== null && entry[1] !== '');
    store.setState({ ...change, answers: new Map(answers), isSaved: writing.isSaved() && choosing.isSaved() });
  };
  const writing = createWriting({
    ...sending,
    onChange: () => show(),
    onRefused(error) {
      store.setState(({ generation }) => ({ generation: generation + 1 }));
      tell(error);
      following.read();
    },
  });
  const choosing = createChoosing({ ...sending, onChange: () => show(), onRefused: tell });
  const following = follow(line, { store, writing, choosing, show, documentId });

  /** What is told once and not again: pointing, turning, confirming. False where it was refused. */
  const say = async (name: FormRequestName, input: object): Promise<boolean> => {
    try {
      await line.ask(name, input);
      return true;
    } catch (error) {
      tell(error);
      return false;
    }
  };
  return {
    store,
    role,
    write: writing.write,
    textOf: writing.textOf,
    onOthersText: writing.onOthersText,
    choose: choosing.choose,
    /** Confirms what is shown now; the server must have it first. */
    async confirm(fieldIds: readonly string[]): Promise<boolean> {
      const { answers } = store.getState();
      await Promise.all([writing.send(), choosing.send()]);
      const hashed = fieldIds.map(async (fieldId) => ({ fieldId, hash: await valueHash(fieldId, answers.get(fieldId) ?? '') }));
      return say('form:confirm', { answers: await Promise.all(hashed) });
    },
    show: (attention: Attention | null) => say('form:show', { attention }),
    turn: (page: number, zoom: number) => say('form:turn', { page, zoom }),
    /** Nobody misses it where it does not arrive. */
    focus: (fieldId: string | null): void => void line.ask('form:focus', { fieldId }).catch(noteRefusal),
    pdf: async (): Promise<Uint8Array<ArrayBuffer>> => fromBase64((await line.ask('form:document', {})).pdf),
    /** A colleague to whom the customer is given goes on with the same form, in another call. */
    moveTo(nextCallId: string): void {
      if (nextCallId === callId) return;
      callId = nextCallId;
      store.setState({ otherField: null });
      following.read();
    },
    close(): void {
      isClosed = true;
      following.stop();
      writing.close();
      choosing.close();
    },
  };
}

type Parts = {
  readonly store: StoreApi<FormView>;
  readonly writing: ReturnType<typeof createWriting>;
  readonly choosing: ReturnType<typeof createChoosing>;
  readonly show: (change?: Partial<FormView>) => void;
  readonly documentId: string;
};

/** Hears what the server tells, and asks for everything whenever something may have been missed. */
function follow({ ask, on, onConnect, isConnected, mayRetry }: FormLine, { store, writing, choosing, show, documentId }: Parts) {
  let sequence = -1;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Both sides get what they lack of each other. */
  async function read(): Promise<void> {
    if (isStopped) return;
    try {
      const reply = await ask('form:sync', { stateVector: writing.stateVector() });
      writing.take(reply.update);
      writing.compare(reply.stateVector);
      // An answer may be older than what was told meanwhile.
      const isNewest = reply.sequence >= sequence;
      sequence = Math.max(sequence, reply.sequence);
      show({ phase: 'ready', fields: reply.fields, ...(isNewest && { state: reply.state }) });
      await Promise.all([writing.send(), choosing.send()]);
    } catch (error) {
      if (mayRetry(error)) timer = setTimeout(() => isConnected() && void read(), retryMs);
      else if (store.getState().phase === 'loading') store.setState({ phase: 'failed' });
    }
  }
  const hear = (change: EventPayload<'form:changed'>): void => {
    if (change.documentId !== documentId || store.getState().phase !== 'ready') return;
    if (change.update !== null) writing.take(change.update);
    if (change.sequence > sequence + 1) void read();
    else if (change.sequence > sequence) {
      sequence = change.sequence;
      show({ state: change.state });
    }
  };
  const stops = [
    on('form:changed', hear),
    on('form:focused', (focused) => {
      if (focused.documentId === documentId) store.setState({ otherField: focused.fieldId });
    }),
    onConnect(() => void read()),
  ];
  return {
    read: (): void => void read(),
    stop(): void {
      isStopped = true;
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}
