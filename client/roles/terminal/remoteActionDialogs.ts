import type { Answer } from '#client/media/remoteActions.ts';

export type RemoteActionDialogKind = 'unmute' | 'attention' | 'test';
export type RemoteActionDialog = { readonly kind: RemoteActionDialogKind; readonly byName: string; readonly answer: (answer: Answer) => void };

/** A dialog that nobody answers goes by itself: the next customer must not meet it. The desk gives up a little later. */
export const dialogLastsMs = 60_000;

export type RemoteActionDialogs = ReturnType<typeof createRemoteActionDialogs>;

/** What the adviser shows the customer, one after the other; each is answered once, by the customer or, as `gone`, by the end of its time or its call. */
export function createRemoteActionDialogs(onChange: (shown: RemoteActionDialog | null) => void) {
  let waiting: readonly RemoteActionDialog[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    clearTimeout(timer);
    const [first] = waiting;
    onChange(first ?? null);
    if (first !== undefined) timer = setTimeout(() => first.answer('gone'), dialogLastsMs);
  }

  return {
    /** Shows it when those before it are answered, and resolves with the answer. */
    ask: (kind: RemoteActionDialogKind, byName: string): Promise<Answer> =>
      new Promise((resolve) => {
        const dialog: RemoteActionDialog = {
          kind,
          byName,
          answer(answer) {
            if (!waiting.includes(dialog)) return;
            waiting = waiting.filter((one) => one !== dialog);
            resolve(answer);
            show();
          },
        };
        waiting = [...waiting, dialog];
        if (waiting.length === 1) show();
      }),

    /** The call or the customer has gone. */
    clear(): void {
      for (const dialog of [...waiting].reverse()) dialog.answer('gone');
    },
  };
}
