import { useSyncExternalStore } from 'react';

/** What can say a text. The browser's own voices come with the product; an operator may have a better one. */
export type Speaker = {
  readonly canSpeak: (language: string) => boolean;
  /** Calls `onEnd` once, also when it was stopped or failed. */
  readonly speak: (text: string, language: string, onEnd: () => void) => void;
  readonly stop: () => void;
  /** Calls back when other languages can be spoken than before. */
  readonly watch: (changed: () => void) => () => void;
};

/** Undefined in a browser that cannot speak at all. */
const synthesis = (): SpeechSynthesis | undefined => ('speechSynthesis' in window ? window.speechSynthesis : undefined);
const voiceIn = (language: string): SpeechSynthesisVoice | undefined =>
  synthesis()
    ?.getVoices()
    .find(({ lang }) => lang.toLowerCase().replace('_', '-').split('-')[0] === language);

const browserSpeaker: Speaker = {
  canSpeak: (language) => voiceIn(language) !== undefined,
  speak(text, language, onEnd) {
    const voice = voiceIn(language);
    const saying = new SpeechSynthesisUtterance(text);
    saying.lang = language;
    if (voice !== undefined) saying.voice = voice;
    saying.rate = 0.95;
    saying.addEventListener('end', onEnd, { once: true });
    saying.addEventListener('error', onEnd, { once: true });
    synthesis()?.speak(saying);
  },
  stop: () => synthesis()?.cancel(),
  watch(changed) {
    // Voices are found some time after the page has opened.
    synthesis()?.addEventListener('voiceschanged', changed);
    return () => synthesis()?.removeEventListener('voiceschanged', changed);
  },
};

/** The operator's own, where one was put on the page before it began; else the browser's. */
export const speaker = (): Speaker => (window as { distansSpeaker?: Speaker }).distansSpeaker ?? browserSpeaker;

/** Whether the page can be read aloud in that language. */
export const useCanSpeak = (language: string): boolean =>
  useSyncExternalStore(
    (changed) => speaker().watch(changed),
    () => speaker().canSpeak(language),
  );

/** What stands in an element, in sentences: each heading, paragraph and button is one. `data-unspoken` is around what nobody else should hear. */
export function spokenText(root: Element): string {
  const parts = [...root.querySelectorAll<HTMLElement>('h1, h2, h3, p, li, dt, dd, button, [role=status]')].filter(
    (element) => element.parentElement?.closest('li, button, [role=status], p') === null || element.tagName === 'H1',
  );
  return parts
    .filter((element) => element.checkVisibility() && element.closest('[data-unspoken]') === null)
    .map((element) => element.innerText.replaceAll(/\s*\n\s*/g, '. ').trim())
    .filter((text) => text !== '')
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ');
}
