import { useEffect } from 'react';

const repeatMs = 10_000;

/** A soft chime for every new call for help, repeated while any is unanswered. */
export function useHelpSound(unanswered: number): void {
  useEffect(() => {
    if (unanswered === 0) return;
    const context = new AudioContext();
    const chime = (): void => {
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      oscillator.frequency.value = 988;
      gain.gain.setValueAtTime(0.2, context.currentTime);
      gain.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.8);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start();
      oscillator.stop(context.currentTime + 0.8);
    };
    chime();
    const timer = setInterval(chime, repeatMs);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [unanswered]);
}
