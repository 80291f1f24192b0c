import { BellRing, Keyboard } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { type BreakCode, breakCodes } from '#shared/expert/status.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { clockText } from '#client/ui/duration.ts';
import { DeviceNotices } from '#client/features/devices/DeviceNotices.tsx';
import { OwnSettings } from '#client/app/shell/OwnSettings.tsx';
import { SignOut } from '#client/app/shell/SignOut.tsx';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';
import { ringOnce } from './ring.ts';
import { shortcuts } from './shortcuts.ts';

type StatusChoice = 'available' | 'away' | `break.${BreakCode}`;
const statusChoices: readonly StatusChoice[] = ['available', ...breakCodes.map((code) => `break.${code}` as const), 'away'];

/** Who I am, how I stand, and what I may choose to be. */
export function DeskHeader({
  roleClient,
  view,
  catalogue,
  act,
  isOpening,
  onAvailable,
}: DeskProps & { readonly isOpening: boolean; readonly onAvailable: () => void }) {
  const { t } = useTexts('expert');
  const { agencyName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const { status, chosen, statusSince, expert } = view;
  const statusText = status.status === 'break' ? t(`status.break.${status.breakCode}`) : t(`status.${status.status}`);
  const choose = (choice: StatusChoice): void => {
    const breakCode = breakCodes.find((code) => choice === `break.${code}`);
    if (choice === 'available') onAvailable();
    else void act('status:choose', breakCode === undefined ? { status: 'away' } : { status: 'break', breakCode });
  };
  const value = statusChoices.find((choice) => choice === (chosen.status === 'break' ? `break.${chosen.breakCode}` : chosen.status)) ?? null;
  return (
    <>
      <header className={styles['header']}>
        <div>
          <h1>{expert.displayName}</h1>
          <span>{agencyName(expert.agencyId)}</span>
        </div>
        <div className={styles['status']} data-status={status.status}>
          <strong role="status">{statusText}</strong>
          <span aria-hidden>{clockText(now - statusSince)}</span>
        </div>
        <Choice
          label={t('status.choose')}
          value={value}
          options={statusChoices.map((id) => ({ id, text: t(`status.${id}`) }))}
          placeholder={t('status.none')}
          testId="statusChoice"
          onChange={choose}
        />
        <NotificationButton />
        <ShortcutList />
        <OwnSettings onTryRinging={() => ringOnce(roleClient.media.store)} />
        <LanguageSwitcher />
        <SignOut roleClient={roleClient} isInCall={view.call !== null} />
      </header>
      <div className={styles['devices']}>
        {isOpening && <Notice>{t('status.opening')}</Notice>}
        <DeviceNotices roleClient={roleClient} />
      </div>
      {(chosen.status === 'missed' || chosen.status === 'offline') && (
        <div className={styles['missed']}>
          <Notice kind="warning">
            <p>{t(`status.${chosen.status}Text`)}</p>
            <Button onPress={onAvailable}>{t('status.backToAvailable')}</Button>
          </Notice>
        </div>
      )}
    </>
  );
}

function NotificationButton() {
  const { t } = useTexts('expert');
  const [permission, setPermission] = useState('Notification' in window ? Notification.permission : 'denied');
  if (permission !== 'default') return null;
  return (
    <Button kind="quiet" icon={<BellRing aria-hidden />} onPress={() => void Notification.requestPermission().then(setPermission)}>
      {t('notifications')}
    </Button>
  );
}

function ShortcutList() {
  const { t } = useTexts('expert');
  return (
    <DialogTrigger>
      <Button kind="quiet" icon={<Keyboard aria-hidden />} aria-label={t('shortcuts.title')} />
      <Popover className={styles['popover'] ?? ''}>
        <Dialog aria-label={t('shortcuts.title')}>
          <dl className={styles['shortcuts']}>
            {shortcuts.map(({ key, text }) => (
              <div key={key}>
                <dt>
                  <kbd>Alt + {key.slice(3)}</kbd>
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
