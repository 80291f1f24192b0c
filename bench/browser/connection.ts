import { type Course, type Fault, faults, play, practiceFaults } from '#tests/browser/faults.ts';
import { Scene } from '#tests/browser/scene.ts';

/**
 * Plays every cause that can be made here in one running call between two browsers, the customer's in a network of its own, and prints
 * what the adviser's desk said: the confusion matrix, cause by finding. ONLY=cause,cause plays those, in that order, as often as named.
 */
const only = process.env['ONLY']?.split(',');
const limits = { toFinding: 6, toEnd: 10 };
const courses: ({ readonly cause: string } & Course)[] = [];

async function playAll(kind: 'ordinary' | 'practice', known: readonly Fault[]): Promise<void> {
  const chosen = only?.flatMap((name) => known.filter(({ cause }) => cause === name)) ?? known;
  if (chosen.length === 0) return;
  const scene = await Scene.open({ kind, relay: 'plain' });
  try {
    for (const fault of chosen) {
      const course = { cause: fault.cause, ...(await play(scene, fault)) };
      courses.push(course);
      const shown = (value: number | null): string => (value === null ? '   never' : `${value.toFixed(1).padStart(6)} s`);
      console.log(
        `${fault.cause.padEnd(20)} found ${shown(course.secondsToFinding)}   gone ${shown(course.secondsToEnd)}${course.isStanding ? '' : ' (and before its end)'}   others: ${course.others.join(' ') || '–'}   of another rank: ${course.beside.join(' ') || '–'}`,
      );
    }
  } finally {
    await scene.close();
  }
}
await playAll('ordinary', faults);
await playAll('practice', practiceFaults);

const within = ({ secondsToFinding, isStanding, secondsToEnd }: (typeof courses)[number]): boolean =>
  isStanding && (secondsToFinding ?? Infinity) <= limits.toFinding && (secondsToEnd ?? Infinity) <= limits.toEnd;
const times = courses.map(({ secondsToFinding }) => secondsToFinding ?? Infinity).toSorted((a, b) => a - b);
const found = courses.filter(within).length;
const falseFindings = courses.reduce((sum, { others }) => sum + others.length, 0);
const p95 = times[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? 0;
console.log(JSON.stringify({ causes: courses.length, found, falseFindings, p95SecondsToFinding: Math.round(p95 * 10) / 10 }));
process.exitCode = found === courses.length && falseFindings === 0 ? 0 : 1;
