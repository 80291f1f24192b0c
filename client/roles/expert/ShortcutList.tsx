import { Keyboard } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './ShortcutList.module.css';
import { shortcuts } from './shortcuts.ts';

/** The keys that do the most used acts. */
export function ShortcutList() {
  const { t } = useTexts('expert');
  return (
    <DialogTrigger>
      <Button kind="quiet" icon={<Keyboard aria-hidden />} aria-label={t('shortcuts.title')} />
      <Popover className={styles['popover'] ?? ''}>
        <Dialog aria-label={t('shortcuts.title')} className={styles['dialog'] ?? ''}>
          <h2>{t('shortcuts.title')}</h2>
          <dl className={styles['shortcuts']}>
            {shortcuts.map(({ keys, text }) => (
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
