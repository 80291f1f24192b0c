import type { ExpertView } from '#shared/contract/views/index.ts';

export type Shortcut = { readonly key: string; readonly text: 'accept' | 'hold' | 'end' };

/** All with Alt, so that none fires while somebody writes. The list under "?" is made from this one. */
export const shortcuts: readonly Shortcut[] = [
  { key: 'KeyA', text: 'accept' },
  { key: 'KeyH', text: 'hold' },
  { key: 'KeyE', text: 'end' },
];

/** What a shortcut does now; null where it does nothing. */
export function actionOf(key: string, { offer, call }: Pick<ExpertView, 'offer' | 'call'>): 'accept' | 'hold' | 'resume' | 'end' | null {
  if (key === 'KeyA') return offer === null ? null : 'accept';
  if (call === null) return null;
  if (key === 'KeyH') return call.state === 'active' ? 'hold' : call.state === 'onHold' ? 'resume' : null;
  return key === 'KeyE' ? 'end' : null;
}
