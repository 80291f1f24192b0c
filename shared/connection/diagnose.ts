import type { LegHistory } from './evidence.ts';
import { deviceIndications } from './diagnoseDevices.ts';
import { mediaIndications } from './diagnoseMedia.ts';
import { pathIndications } from './diagnosePath.ts';
import { type Indication, withoutSuppressed } from './findings.ts';

/**
 * What the newest look at a leg indicates, given those before it. Pure; `settle` makes findings of it that do not flicker.
 * Rules that concern one thing stand in one file: devices, media, path.
 */
export function diagnose(history: LegHistory): Indication[] {
  const newest = history.samples.at(-1);
  if (newest === undefined) return [];
  return withoutSuppressed([...deviceIndications(history, newest), ...mediaIndications(history, newest), ...pathIndications(history, newest)]);
}
