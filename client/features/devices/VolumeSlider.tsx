import type { ReactNode } from 'react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import styles from './VolumeSlider.module.css';

type VolumeSliderProps = {
  readonly label: ReactNode;
  /** From 0, silent, to 1. */
  readonly value: number;
  readonly onChange: (volume: number) => void;
  /** When it is let go. */
  readonly onChangeEnd?: (volume: number) => void;
};

/** How loud, with a thumb as large as a finger. */
export function VolumeSlider({ label, value, onChange, onChangeEnd }: VolumeSliderProps) {
  return (
    <Slider
      className={styles['slider'] ?? ''}
      value={value}
      minValue={0}
      maxValue={1}
      step={0.1}
      onChange={onChange}
      {...(onChangeEnd === undefined ? {} : { onChangeEnd })}
    >
      <Label>{label}</Label>
      <SliderTrack className={styles['track'] ?? ''}>
        <SliderThumb className={styles['thumb'] ?? ''} />
      </SliderTrack>
    </Slider>
  );
}
