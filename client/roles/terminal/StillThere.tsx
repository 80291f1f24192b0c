import { Hand } from 'lucide-react';
import { Button } from '#client/ui/Button.tsx';
import { ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useTexts } from '#client/app/i18n/index.ts';

type Props = {
  /** What happens without an answer. */
  readonly text: 'idle.text' | 'idle.waitingText';
  readonly onHere: () => void;
};

/** Asked before the terminal wipes itself, or parks the place of somebody who waits. Any kind of input is an answer. */
export function StillThere({ text, onHere }: Props) {
  const { t } = useTexts('terminal');
  return (
    <ModalDialog isOpen isAlert title={t('idle.title')} data-testid="stillThere">
      <p>{t(text)}</p>
      <Button size="large" isWide autoFocus icon={<Hand aria-hidden />} onPress={onHere}>
        {t('idle.here')}
      </Button>
    </ModalDialog>
  );
}
