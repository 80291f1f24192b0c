type UseCase<C> = (context: C, ...input: never[]) => unknown;

type Bound<F> = { readonly [N in keyof F]: F[N] extends (context: never, ...input: infer Input) => infer Result ? (...input: Input) => Result : never };

/** What a feature offers: its use cases, each of which takes the feature's context first, with that context given. */
export function withContext<C, const F extends Readonly<Record<string, UseCase<C>>>>(context: C, useCases: F): Bound<F> {
  const bound = Object.entries(useCases).map(([name, useCase]) => [name, (...input: never[]) => useCase(context, ...input)] as const);
  // `fromEntries` does not know which name has which function.
  return Object.fromEntries(bound) as Bound<F>;
}
