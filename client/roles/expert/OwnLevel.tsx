import { Mic } from 'lucide-react';
import { LevelMeter } from '#client/features/devices/LevelMeter.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './OwnLevel.module.css';
import type { DeskProps } from './props.ts';

/** Whether the own microphone hears anything. */
export function OwnLevel({ roleClient }: Pick<DeskProps, 'roleClient'>) {
  const { t } = useTexts('expert');
  return (
    <div className={styles['level']}>
      <Mic aria-hidden />
      <span aria-hidden>{t('me.level')}</span>
      <LevelMeter roleClient={roleClient} label={t('me.level')} />
    </div>
  );
}
