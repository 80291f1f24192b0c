import type { AnswerWindow } from '#client/media/answerWindow.ts';
import type { CallMediaStore } from '#client/media/state.ts';
import { type Echo, echoSamples, echoSamplesPerSecond, echoOf } from './echo.ts';
import { LoudnessSeries, loudnessOf } from './loudness.ts';
import { playedIn } from './played.ts';

const everyMs = 100;
/** More than comes between two readings at any usual sample rate, so that nothing is missed. */
const heardSamples = 8_192;
/** The loudest sample is that of the last second, so that a microphone that has just fallen silent is known as such at the next report. */
const peakSamples = 10;
/** The samples that show an echo are read seldom, which spares the processor. */
const echoTicks = 4;
/** Acoustic feedback lasts, so it takes this many samples to tell, also where a report is early or the page misses some. */
const acousticFeedbackSamples = 20;
/** Acoustic feedback is one steady tone that fills the microphone: louder and purer than any voice. */
const feedbackProminence = 60;
const feedbackLevel = 0.1;

/** What a microphone gave between two readings, 0 to 1. Only one that is switched off gives exactly zero. */
export type MicrophoneReading = { readonly peak: number; readonly level: number; readonly acousticFeedbackRatio: number; readonly echo: Echo | null };

export type MicrophoneWatch = { readonly read: () => MicrophoneReading | null; readonly stop: () => void };

/**
 * Measures how loud a microphone is: continuously for the meter in the store, as root mean square spread over 0 to 1, and between readings; and
 * whether it gives back what the page plays.
 */
export function watchMicrophone(track: MediaStreamTrack, store: CallMediaStore, answerWindow: Pick<AnswerWindow, 'isOpen'>): MicrophoneWatch {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const [listener, analyser] = [context.createAnalyser(), context.createAnalyser()];
  for (const node of [listener, analyser]) source.connect(node);
  listener.fftSize = heardSamples;
  analyser.fftSize = 1024;
  analyser.smoothingTimeConstant = 0;
  const played = playedIn(context, store);
  const near = new LoudnessSeries(source, echoSamplesPerSecond, echoSamples);
  const far = new LoudnessSeries(played.node, echoSamplesPerSecond, echoSamples);
  const samples = new Float32Array(listener.fftSize);
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  let meanSquares: number[] = [];
  let peaks: readonly number[] = [];
  let feedback: readonly boolean[] = [];
  let heardAt = 0;
  let ticks = 0;
  const timer = setInterval(() => {
    if (answerWindow.isOpen) return;
    // Without a gesture on the page the context waits; it starts with the first touch.
    if (context.state === 'suspended') void context.resume();
    // A track that has ended, to be opened again, does not count as silent.
    if (context.state !== 'running' || track.readyState === 'ended') return;
    // Where the processor does not keep up, the same moment would be read again and again.
    if (context.currentTime === heardAt) return;
    heardAt = context.currentTime;
    listener.getFloatTimeDomainData(samples);
    const loudness = loudnessOf(samples);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    // Reports may follow each other closely. The loudest sample of so short a time would be silence between two words.
    peaks = [...peaks.slice(1 - peakSamples), peak];
    feedback = [...feedback.slice(1 - acousticFeedbackSamples), loudness > feedbackLevel && isOneTone()];
    ticks += 1;
    if (ticks % echoTicks === 0) for (const series of [near, far]) series.take(heardAt);
    meanSquares.push(loudness ** 2);
    // Speech lies around 0.02 to 0.2; the root spreads it over the meter.
    store.setState({ microphoneLevel: Math.min(1, Math.sqrt(loudness)) });
  }, everyMs);

  /** Whether one narrow tone holds nearly all the energy. */
  function isOneTone(): boolean {
    analyser.getFloatFrequencyData(spectrum);
    const powers = spectrum.map((decibels) => 10 ** (decibels / 10));
    const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
    const mean = powers.reduce((sum, power) => sum + power, 0) / powers.length;
    return mean > 0 && loudest / mean > feedbackProminence;
  }

  return {
    read() {
      const read = meanSquares;
      meanSquares = [];
      if (read.length === 0) return null;
      return {
        peak: Math.min(1, Math.max(...peaks)),
        level: Math.min(1, Math.sqrt(read.reduce((sum, meanSquare) => sum + meanSquare, 0) / read.length)),
        acousticFeedbackRatio: feedback.filter((isOn) => isOn).length / acousticFeedbackSamples,
        echo: echoOf(near.looks, far.looks),
      };
    },
    stop() {
      clearInterval(timer);
      played.stop();
      void context.close();
    },
  };
}
