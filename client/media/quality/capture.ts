import { z } from 'zod';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { Encoding } from '#client/media/measure/encoding.ts';
import { type CaptureLevel, type CaptureState, isMending, startCapture, stepCapture } from './capture.rules.ts';

const levelSchema = z.union([z.literal(0), z.literal(1), z.literal(2)]).catch(0);

type CaptureOptions = {
  /** Keeps the level for this machine; a function, since a browser that is set to keep nothing already throws when it is asked. */
  readonly shelf: () => Pick<Storage, 'getItem' | 'setItem'>;
  readonly key: string;
  readonly onLevel: (level: CaptureLevel) => void;
};

/** Chooses how large a picture the camera gives, by what this machine can encode. What was found out is remembered here: it is the machine's. */
export class Capture {
  readonly #options: CaptureOptions;
  #state: CaptureState;

  constructor(options: CaptureOptions) {
    this.#options = options;
    this.#state = startCapture(this.#remembered());
  }

  get level(): CaptureLevel {
    return this.#state.level;
  }

  get isMending(): boolean {
    return isMending(this.#state);
  }

  /** Takes how this machine has kept up since the last report. */
  report({ outbound, timerLatenessMs, visibilityState }: Pick<ConnectionReport, 'outbound' | 'timerLatenessMs' | 'visibilityState'>, encoding: Encoding): void {
    // The timers of a page that nobody sees say nothing of its machine.
    if (visibilityState !== 'visible') return;
    const isLimited = outbound.some(({ qualityLimitationReason }) => qualityLimitationReason === 'cpu');
    const before = this.#state.level;
    this.#state = stepCapture(this.#state, { at: performance.now(), isLimited, encodingShare: encoding.share, timerLatenessMs });
    if (this.#state.level === before) return;
    this.#remember();
    this.#options.onLevel(this.#state.level);
  }

  #remembered(): CaptureLevel {
    try {
      return levelSchema.parse(JSON.parse(this.#options.shelf().getItem(this.#options.key) ?? '0'));
    } catch (error) {
      console.info('what this machine can encode cannot be read', error);
      return 0;
    }
  }

  #remember(): void {
    try {
      this.#options.shelf().setItem(this.#options.key, JSON.stringify(this.#state.level));
    } catch (error) {
      console.info('what this machine can encode is found out again next time', error);
    }
  }
}
