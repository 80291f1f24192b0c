/** So long at most everything else waits for the first picture. */
const longestMs = 300;
const sampleEveryMs = 20;

/**
 * The moments from the server's word that a call begins until the own camera is sent and the far side's first picture is there. On a slow machine a desk takes longer to draw than the whole
 * answer, so what is no media waits until the picture is there, and is done then with whatever is newest. Where no picture comes it waits no longer
 * than a person notices.
 */
export class AnswerWindow {
  readonly #isPictureThere: () => boolean;
  /** By what they are; the newest of each kind is done. */
  readonly #waiting = new Map<string, () => void>();
  #looking: ReturnType<typeof setInterval> | undefined;
  #closing: ReturnType<typeof setTimeout> | undefined;

  /** `isPictureThere` says whether a picture of the far side has come. It is asked often. */
  constructor(isPictureThere: () => boolean) {
    this.#isPictureThere = isPictureThere;
  }

  get isOpen(): boolean {
    return this.#closing !== undefined;
  }

  /** A call begins; `switched` ends when camera and microphone are at their encoders. Where the picture is there already, as after a hold, that is all. */
  open(switched: Promise<unknown>): void {
    if (this.isOpen) return;
    let isSwitched = false;
    const look = (): void => {
      if (isSwitched && this.#isPictureThere()) this.close();
    };
    const closing = setTimeout(() => this.close(), longestMs);
    this.#closing = closing;
    this.#looking = setInterval(look, sampleEveryMs);
    void switched.finally(() => {
      isSwitched = true;
      if (this.#closing === closing) look();
    });
  }

  /** The picture is there, or no call begins after all. */
  close(): void {
    if (!this.isOpen) return;
    clearTimeout(this.#closing);
    clearInterval(this.#looking);
    this.#closing = undefined;
    const works = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const work of works) work();
  }

  /** Does the work at once, or when the window closes; another one of the same kind takes its place until then. */
  afterwards(kind: string, work: () => void): void {
    if (this.isOpen) this.#waiting.set(kind, work);
    else work();
  }
}
