import { createStore } from 'zustand/vanilla';

/** How loud a desk rings, as the person chose it on this machine. */
export const ringingLevels = ['off', 'soft', 'normal', 'loud'] as const;
export type RingingLevel = (typeof ringingLevels)[number];

const storageKey = 'ringing';
const loudnessOf: Readonly<Record<RingingLevel, number>> = { off: 0, soft: 0.35, normal: 1, loud: 2.2 };

function stored(): RingingLevel {
  try {
    const value = localStorage.getItem(storageKey);
    return ringingLevels.find((one) => one === value) ?? 'normal';
  } catch {
    // A browser that is set to keep nothing begins afresh each time.
    return 'normal';
  }
}

export const ringing = createStore<{ readonly level: RingingLevel }>(() => ({ level: stored() }));

/** Rings so from now on, and on this machine the next time too. */
export function chooseRinging(level: RingingLevel): void {
  ringing.setState({ level });
  try {
    localStorage.setItem(storageKey, level);
  } catch (error) {
    console.info('the choice lasts until the page is loaded again', error);
  }
}

/** What a ringing sound's own loudness is multiplied with; 0 where it is switched off. */
export const ringingShare = (): number => loudnessOf[ringing.getState().level];
