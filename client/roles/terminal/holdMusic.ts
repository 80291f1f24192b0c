import { openSound } from '#client/media/devices/pageSound.ts';
import type { CallMediaStore } from '#client/media/state.ts';

/** Slow chords that follow each other, as frequencies in hertz: calm, and plainly nobody's voice. */
const chords: readonly (readonly number[])[] = [
  [261.63, 329.63, 392],
  [220, 261.63, 329.63],
  [174.61, 220, 261.63],
  [196, 246.94, 293.66],
];
const chordSeconds = 2.4;
const loudness = 0.05;

/** Soft music while the expert is away, made here, so that a silent line does not seem a dead one (F41). Returns what ends it. */
export function startHoldMusic(store: CallMediaStore): () => void {
  const sound = openSound(store);
  const { context } = sound;
  const output = context.createGain();
  output.gain.value = loudness;
  output.connect(sound.output);
  let count = 0;
  const playChord = (): void => {
    sound.wake();
    const start = context.currentTime;
    (chords[count % chords.length] ?? []).forEach((frequency, index) => {
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      const noteStart = start + (index * chordSeconds) / 4;
      oscillator.frequency.value = frequency;
      gain.gain.setValueAtTime(0, noteStart);
      gain.gain.linearRampToValueAtTime(1, noteStart + 0.15);
      gain.gain.exponentialRampToValueAtTime(0.001, start + chordSeconds * 1.3);
      oscillator.connect(gain).connect(output);
      oscillator.start(noteStart);
      oscillator.stop(start + chordSeconds * 1.3);
    });
    count += 1;
  };
  playChord();
  const timer = setInterval(playChord, chordSeconds * 1000);
  return () => {
    clearInterval(timer);
    sound.close();
  };
}
