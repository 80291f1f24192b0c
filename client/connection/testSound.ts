const notes = [523.25, 659.25, 783.99];
const noteSeconds = 0.25;

type Loudspeaker = { readonly speakerId: string | null; readonly volume: number };

/** Plays three rising notes on the loudspeaker that calls are heard from, as loud as those, so that one hears whether it works. */
export function playTestSound({ speakerId, volume }: Loudspeaker): void {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  notes.forEach((frequency, index) => {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    const start = context.currentTime + index * noteSeconds;
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0.25, start);
    gain.gain.exponentialRampToValueAtTime(0.001, start + noteSeconds);
    oscillator.connect(gain).connect(out);
    oscillator.start(start);
    oscillator.stop(start + noteSeconds);
  });
  const audio = new Audio();
  audio.srcObject = out.stream;
  audio.volume = volume;
  // A loudspeaker that has gone gives way to the system's own.
  const isChosen = speakerId === null ? Promise.resolve() : audio.setSinkId(speakerId).catch(() => audio.setSinkId(''));
  isChosen.then(() => audio.play()).catch((error: unknown) => console.info('no test sound', error));
  setTimeout(() => void context.close(), notes.length * noteSeconds * 1000 + 500);
}
