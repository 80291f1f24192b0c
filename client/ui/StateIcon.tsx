import { BellRing, CircleCheck, CircleDashed, Headset, Hourglass, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { StateKind } from './stateKinds.ts';

const icons: Readonly<Record<StateKind, LucideIcon>> = {
  good: CircleCheck,
  wait: Hourglass,
  live: Headset,
  ring: BellRing,
  poor: TriangleAlert,
  bad: OctagonAlert,
  off: CircleDashed,
};

/** The shape of a state. */
export function StateIcon({ kind }: { readonly kind: StateKind }) {
  const Icon = icons[kind];
  return <Icon aria-hidden />;
}
