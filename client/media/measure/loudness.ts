/** Root mean square. */
export const loudnessOf = (samples: Float32Array): number => Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

/** Two thirds of a second at 48 kHz. A page that reads this late still misses nothing. */
const heardSamples = 32_768;

/**
 * How loud something is, in samples of equal length by the audio clock. So the samples of two nodes of one context belong together, however late the
 * page's timers run.
 */
export class LoudnessSeries {
  readonly #analyser: AnalyserNode;
  readonly #samples = new Float32Array(heardSamples);
  readonly #samplesPerSecond: number;
  readonly #keptSamples: number;
  #looks: readonly number[] = [];
  #next = 0;

  constructor(node: AudioNode, samplesPerSecond: number, keptSamples: number) {
    this.#analyser = new AnalyserNode(node.context, { fftSize: heardSamples });
    node.connect(this.#analyser);
    this.#samplesPerSecond = samplesPerSecond;
    this.#keptSamples = keptSamples;
  }

  /** Takes the samples that are complete at that time of the context, in seconds. Begins again where something was missed. */
  take(now: number): void {
    const { sampleRate } = this.#analyser.context;
    const length = Math.floor(sampleRate / this.#samplesPerSecond);
    const end = Math.floor(now * this.#samplesPerSecond);
    const oldest = end + 1 - Math.floor(heardSamples / length);
    if (this.#next < oldest) this.#looks = [];
    this.#analyser.getFloatTimeDomainData(this.#samples);
    for (let look = Math.max(this.#next, oldest); look < end; look += 1) {
      const until = heardSamples - Math.round((now - (look + 1) / this.#samplesPerSecond) * sampleRate);
      this.#looks = [...this.#looks.slice(1 - this.#keptSamples), loudnessOf(this.#samples.subarray(until - length, until))];
    }
    this.#next = end;
  }

  /** Root mean squares, oldest first. */
  get looks(): readonly number[] {
    return this.#looks;
  }
}
