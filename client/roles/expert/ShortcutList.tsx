import { Keyboard } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import buttonStyles from '#client/ui/Button.module.css';
import { useStore } from 'zustand';
import { bareKeys } from '#client/app/state/bareKeys.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './ShortcutList.module.css';
import { shortcuts } from './shortcuts.ts';

/** The keys that do the most used acts. */
export function ShortcutList() {
  const { t } = useTexts('expert');
  const areBareOn = useStore(bareKeys, (state) => state.areOn);
  const shown = shortcuts.filter(({ isBare = false }) => areBareOn || !isBare);
  return (
    <DialogTrigger>
      <Button className={`${buttonStyles['button']} ${buttonStyles['quiet']} ${buttonStyles['iconOnly']}`} aria-label={t('shortcuts.title')}>
        <Keyboard aria-hidden />
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <Dialog aria-label={t('shortcuts.title')} className={styles['dialog'] ?? ''}>
          <h2>{t('shortcuts.title')}</h2>
          <dl className={styles['shortcuts']}>
            {shown.map(({ keys, text }) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{t(`shortcuts.${text}`)}</dd>
              </div>
            ))}
          </dl>
          <p>{t('shortcuts.note')}</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
