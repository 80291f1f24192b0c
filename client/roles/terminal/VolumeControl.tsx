import { Minus, Plus } from 'lucide-react';
import { Button, Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './VolumeControl.module.css';

type Props = { readonly value: number; readonly onChange: (volume: number) => void };

const step = 0.1;
const bars = 10;

/** How loud the others are: a little less, a little more, or by touching the bars. */
export function VolumeControl({ value, onChange }: Props) {
  const { t } = useTexts('terminal');
  const set = (volume: number): void => onChange(Math.min(1, Math.max(0, Math.round(volume * bars) / bars)));
  return (
    <div className={styles['control']} data-slider role="group" aria-label={t('call.volume')}>
      <Button className={styles['step'] ?? ''} aria-label={t('call.quieter')} onPress={() => set(value - step)}>
        <Minus aria-hidden />
      </Button>
      <Slider className={styles['slider'] ?? ''} value={value} minValue={0} maxValue={1} step={step} onChange={onChange}>
        <Label>{t('call.volume')}</Label>
        <SliderTrack className={styles['track'] ?? ''}>
          <span className={styles['bars']} aria-hidden>
            {Array.from({ length: bars }, (_, index) => (
              <i key={index} data-on={index < Math.round(value * bars) || undefined} style={{ blockSize: `${30 + index * 7.7}%` }} />
            ))}
          </span>
          <SliderThumb className={styles['thumb'] ?? ''} />
        </SliderTrack>
      </Slider>
      <Button className={styles['step'] ?? ''} aria-label={t('call.louder')} onPress={() => set(value + step)}>
        <Plus aria-hidden />
      </Button>
    </div>
  );
}
