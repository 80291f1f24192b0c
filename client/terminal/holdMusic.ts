/** Two slow chords that follow each other, as frequencies in hertz: calm, and plainly nobody's voice. */
const chords: readonly (readonly number[])[] = [
  [261.63, 329.63, 392],
  [220, 261.63, 329.63],
  [174.61, 220, 261.63],
  [196, 246.94, 293.66],
];
const chordSeconds = 2.4;
const loudness = 0.05;

export type HoldMusic = { readonly setVolume: (volume: number) => void; readonly stop: () => void };

/** Soft music while the expert is away, made here, so that a silent line does not seem a dead one (F41). Begins without sound; a volume is 0 to 1. */
export function startHoldMusic(): HoldMusic {
  const context = new AudioContext();
  const output = context.createGain();
  output.gain.value = 0;
  output.connect(context.destination);
  let count = 0;
  const playChord = (): void => {
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
  return {
    setVolume: (next) => output.gain.setTargetAtTime(next * loudness, context.currentTime, 0.05),
    stop: () => {
      clearInterval(timer);
      void context.close();
    },
  };
}
