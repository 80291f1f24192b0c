import { ALargeSmall } from 'lucide-react';
import { useTexts } from '#client/app/i18n/index.ts';
import { lazyPart } from '#client/features/boundary/lazily.tsx';
import { Button } from '#client/ui/Button.tsx';
import { ModalDialog } from '#client/ui/ModalDialog.tsx';

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
