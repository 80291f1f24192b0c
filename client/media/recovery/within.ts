/** A browser that has not answered by then may never do so (https://github.com/w3c/mediacapture-main/issues/846). */
const answersWithinMs = 5_000;

/** What the browser answers in time, or `late`. Errors: those of the work. */
export function within<T, L>(work: Promise<T>, late: L, ms = answersWithinMs): Promise<T | L> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lateness = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  return Promise.race([work, lateness]).finally(() => clearTimeout(timer));
}
