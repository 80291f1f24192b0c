import { createStore } from 'zustand/vanilla';

const storageKey = 'bareKeys';

function stored(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    // A browser that is set to keep nothing begins afresh each time.
    return true;
  }
}

/** Whether keys without Alt do something at this desk. Who speaks to the machine, or hits keys by chance, turns them off (WCAG 2.1.4). */
export const bareKeys = createStore<{ readonly areOn: boolean }>(() => ({ areOn: stored() }));

/** So from now on, and on this machine the next time too. */
export function chooseBareKeys(areOn: boolean): void {
  bareKeys.setState({ areOn });
  try {
    localStorage.setItem(storageKey, areOn ? 'on' : 'off');
  } catch (error) {
    console.info('the choice lasts until the page is loaded again', error);
  }
}
