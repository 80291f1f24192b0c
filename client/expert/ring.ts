const everyMs = 2_500;

/** Rings until stopped: two soft tones, repeated. `onBlocked` tells that the browser holds sound back until the page is touched. */
export function ring(onBlocked: (isBlocked: boolean) => void): () => void {
  const context = new AudioContext();
  const tone = (frequency: number, at: number): void => {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0.2, at);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + 0.5);
  };
  const sound = (): void => {
    onBlocked(context.state === 'suspended');
    tone(660, context.currentTime);
    tone(880, context.currentTime + 0.35);
  };
  sound();
  const timer = setInterval(sound, everyMs);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
