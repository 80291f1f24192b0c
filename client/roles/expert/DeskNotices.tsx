import { DeviceNotices } from '#client/features/devices/DeviceNotices.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './Desk.module.css';
import type { DeskProps } from './props.ts';

type Props = Pick<DeskProps, 'roleClient' | 'view'> & { readonly isOpening: boolean; readonly onAvailable: () => void };

/** What keeps the expert from customers: devices, a missed offer, being away; with the way back. */
export function DeskNotices({ roleClient, view: { chosen }, isOpening, onAvailable }: Props) {
  const { t } = useTexts('expert');
  return (
    <div className={styles['notices']}>
      {isOpening && <Notice>{t('status.opening')}</Notice>}
      <DeviceNotices roleClient={roleClient} />
      {(chosen.status === 'missed' || chosen.status === 'offline') && (
        <Notice kind={chosen.status === 'missed' ? 'bad' : 'off'} action={<Button onPress={onAvailable}>{t('status.backToAvailable')}</Button>}>
          <p>{t(`status.${chosen.status}Text`)}</p>
        </Notice>
      )}
    </div>
  );
}
