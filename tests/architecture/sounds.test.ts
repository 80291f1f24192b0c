import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What listens, what only asks the browser whether it would play, and what stands for a microphone. */
const silent = ['client/media/measure/microphone.ts', 'client/media/selfTest.ts', 'client/media/mediaControls.ts', 'client/roles/stage/voice.ts'];

it('[E18] a page makes sounds of its own in one way, which knows the chosen loudspeaker and volume', () => {
  const makers = globSync('client/**/*.{ts,tsx}').filter((file) => /new (Audio|AudioContext)\(|\.destination\b/.test(readFileSync(file, 'utf8')));
  expect(makers.filter((file) => !silent.includes(file))).toEqual(['client/media/devices/pageSound.ts']);
});
