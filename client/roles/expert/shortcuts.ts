import type { ExpertView } from '#shared/contract/views/index.ts';

export type Shortcut = {
  readonly keys: string;
  /** Without Alt: there is a switch for these. */
  readonly isBare?: boolean;
  readonly text: 'answer' | 'accept' | 'decline' | 'microphone' | 'hold' | 'end' | 'outcome' | 'complete';
};

/** The list under "?". Alt with a letter writes nothing on Finnish and Swedish keyboards, other than AltGr. */
export const shortcuts: readonly Shortcut[] = [
  { keys: 'Enter', isBare: true, text: 'answer' },
  { keys: 'Alt + A', text: 'accept' },
  { keys: 'Alt + N', text: 'decline' },
  { keys: 'Alt + M', text: 'microphone' },
  { keys: 'Alt + H', text: 'hold' },
  { keys: 'Alt + E', text: 'end' },
  { keys: '1–5', isBare: true, text: 'outcome' },
  { keys: 'Alt + R', text: 'complete' },
];

/** How a key was pressed; the last two are not on the event itself. */
export type KeyPress = Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat'> & {
  readonly isAltGraph: boolean;
  readonly isInTextField: boolean;
};

const isPlain = ({ ctrlKey, metaKey, shiftKey, repeat, isAltGraph, isInTextField }: KeyPress): boolean =>
  !ctrlKey && !metaKey && !shiftKey && !isAltGraph && !repeat && !isInTextField;

/** Whether a key may be a shortcut: Alt alone, pressed once, and not where somebody writes, since Alt writes letters on a Mac and AltGr does everywhere. */
export const isShortcut = (press: KeyPress): boolean => press.altKey && isPlain(press);

/** Whether a key may be one without Alt: a digit of the wrap-up, or Enter. */
export const isBareKey = (press: KeyPress): boolean => !press.altKey && isPlain(press);

/** An offer that has just appeared is not answered by an Enter that was meant for something else. */
const enterAfterMs = 500;

/** Whether Enter answers now: the focus is in no field, button or dialog, and the offer has been seen. */
export const doesEnterAnswer = (press: KeyPress, focus: { readonly isNowhere: boolean; readonly offerSeenForMs: number }): boolean =>
  isBareKey(press) && focus.isNowhere && focus.offerSeenForMs >= enterAfterMs;

/** What a shortcut does now; null where it does nothing. */
export function actionOf(
  key: string,
  { offer, call }: Pick<ExpertView, 'offer' | 'call'>,
): 'accept' | 'decline' | 'microphone' | 'hold' | 'resume' | 'end' | null {
  if (key === 'KeyA') return offer === null ? null : 'accept';
  if (key === 'KeyN') return offer === null ? null : 'decline';
  if (call === null) return null;
  if (key === 'KeyM') return 'microphone';
  if (key === 'KeyH') return call.state === 'active' ? 'hold' : call.state === 'onHold' ? 'resume' : null;
  return key === 'KeyE' ? 'end' : null;
}
