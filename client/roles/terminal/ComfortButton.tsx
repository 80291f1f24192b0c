import { ALargeSmall, Volume2, VolumeX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { lazyPart } from '#client/features/boundary/lazily.tsx';
import { Button } from '#client/ui/Button.tsx';
import { ModalDialog } from '#client/ui/ModalDialog.tsx';
import { speaker, spokenText, useCanSpeak } from '#client/ui/readAloud.ts';

const Comfort = lazyPart(() => import('#client/ui/Comfort.tsx'));

/** Opens what makes the page easier to see, reach and hear. */
export function ComfortButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTexts('terminal');
  return (
    <Button kind="quiet" icon={<ALargeSmall aria-hidden />} data-comfort data-testid="comfortButton" onPress={onPress}>
      {t('comfort.open')}
    </Button>
  );
}

/** Text size, contrast, reach and sounds, over any screen. Apart from its button, which goes to another place with what is chosen here. */
export function ComfortDialog({ isOpen, onOpenChange }: { readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useTexts('terminal');
  return (
    <ModalDialog title={t('comfort.title')} isDismissable data-testid="comfort" isOpen={isOpen} onOpenChange={onOpenChange}>
      {(close) => (
        <>
          <Comfort />
          <Button size="large" onPress={close}>
            {t('comfort.done')}
          </Button>
        </>
      )}
    </ModalDialog>
  );
}

/** Reads the screen aloud; there only where its language has a voice. */
export function ListenButton({ screen }: { readonly screen: string }) {
  const { t, language } = useTexts('terminal');
  const [isSpeaking, setSpeaking] = useState(false);
  const canSpeak = useCanSpeak(language);
  // What is no longer on the screen is not said to its end.
  useEffect(() => () => speaker().stop(), [screen, language]);
  if (!canSpeak) return null;
  const press = (): void => {
    if (isSpeaking) {
      speaker().stop();
      return;
    }
    const shown = document.querySelectorAll('[data-read-aloud]');
    setSpeaking(true);
    speaker().speak([...shown].map(spokenText).join(' '), language, () => setSpeaking(false));
  };
  return (
    <Button kind="quiet" icon={isSpeaking ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />} aria-pressed={isSpeaking} data-testid="listen" onPress={press}>
      {t(isSpeaking ? 'listen.stop' : 'listen.start')}
    </Button>
  );
}
