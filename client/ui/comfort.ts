import { createStore } from 'zustand/vanilla';
import { forgetAppearance } from './appearance.ts';

/** What a customer may choose for the visit besides the page's looks. */
type Comforts = {
  /** What is pressed comes down to where one reaches it from a chair. */
  readonly isLow: boolean;
  readonly hasSounds: boolean;
};
const unchosen: Comforts = { isLow: false, hasSounds: true };

export const comfort = createStore<Comforts>(() => unchosen);

comfort.subscribe(({ isLow }) => {
  document.documentElement.dataset['reach'] = isLow ? 'low' : 'normal';
});

export const chooseComfort = (changed: Partial<Comforts>): void => comfort.setState(changed);

/** At the end of a visit nothing that the last customer chose is left. */
export function forgetComfort(): void {
  comfort.setState(unchosen);
  forgetAppearance();
}
