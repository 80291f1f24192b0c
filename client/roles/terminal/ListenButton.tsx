import { Volume2, VolumeX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { speaker, spokenText, useCanSpeak } from '#client/ui/readAloud.ts';

/** Says what `text` gives when it is pressed, and stops when it is pressed again or gone; `press` is null where the language has no voice. */
function useSaying(text: () => string, occasion: string): { readonly isSpeaking: boolean; readonly press: (() => void) | null } {
  const { language } = useTexts('terminal');
  const [isSpeaking, setSpeaking] = useState(false);
  const canSpeak = useCanSpeak(language);
  // What is no longer on the screen is not said to its end.
  useEffect(() => () => speaker().stop(), [occasion, language]);
  const press = (): void => {
    if (isSpeaking) {
      speaker().stop();
      return;
    }
    setSpeaking(true);
    speaker().speak(text(), language, () => setSpeaking(false));
  };
  return { isSpeaking, press: canSpeak ? press : null };
}

const signOf = (isSpeaking: boolean) => (isSpeaking ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />);

/** Reads the screen aloud, but what is the customer's own; there only where its language has a voice. */
export function ListenButton({ screen }: { readonly screen: string }) {
  const { t } = useTexts('terminal');
  const { isSpeaking, press } = useSaying(() => [...document.querySelectorAll('[data-read-aloud]')].map(spokenText).join(' '), screen);
  if (press === null) return null;
  return (
    <Button kind="quiet" icon={signOf(isSpeaking)} aria-pressed={isSpeaking} data-testid="listen" onPress={press}>
      {t(isSpeaking ? 'listen.stop' : 'listen.start')}
    </Button>
  );
}

/** Says what others should not hear by chance, on a press of its own that says so (EN 301 549, 5.1.3.8 and 5.1.3.9). */
export function ListenToTicket({ number, pin }: { readonly number: number; readonly pin: string | null }) {
  const { t } = useTexts('terminal');
  // Digit by digit: it is to be written down.
  const said = (digits: string): string => digits.split('').join(', ');
  const parts = [`${t('ticket.number')}: ${said(String(number))}.`, ...(pin === null ? [] : [`${t('ticket.pin')}: ${said(pin)}.`])];
  const { isSpeaking, press } = useSaying(() => parts.join(' '), parts.join(' '));
  if (press === null) return null;
  return (
    <Button
      kind="secondary"
      size="large"
      icon={signOf(isSpeaking)}
      aria-pressed={isSpeaking}
      sub={t('listen.ticketNote')}
      data-testid="listenToTicket"
      onPress={press}
    >
      {t(isSpeaking ? 'listen.stop' : 'listen.ticket')}
    </Button>
  );
}
