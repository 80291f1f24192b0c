/** The value below which that share of the values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.max(0, Math.ceil(values.length * share) - 1))] ?? NaN;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** Median, p5 and p95 in words. */
export const spreadOf = (values: readonly number[]): string =>
  `${median(values).toFixed(0)} ms (5 %: ${quantile(values, 0.05).toFixed(0)}, 95 %: ${quantile(values, 0.95).toFixed(0)})`;
