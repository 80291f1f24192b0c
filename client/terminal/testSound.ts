const notes = [523.25, 659.25, 783.99];
const noteSeconds = 0.25;

/** Plays three rising notes, so that the customer hears whether the loudspeaker works. */
export function playTestSound(): void {
  const context = new AudioContext();
  notes.forEach((frequency, index) => {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    const start = context.currentTime + index * noteSeconds;
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0.25, start);
    gain.gain.exponentialRampToValueAtTime(0.001, start + noteSeconds);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + noteSeconds);
  });
  setTimeout(() => void context.close(), notes.length * noteSeconds * 1000 + 200);
}
