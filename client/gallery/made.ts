/** The moment at which everything here is seen. */
export const now = Date.UTC(2026, 10, 26, 8, 30);
export const minutesAgo = (minutes: number): number => now - minutes * 60_000;
export const inMinutes = (minutes: number): number => now + minutes * 60_000;

/** One of many ids of calls, numbers, alerts and the like. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** What a schema makes of fixed data: data that no longer fit the contract do not compile. */
export const made = <I, O>(schema: { readonly _zod: { readonly input: I }; parse(data: unknown): O }, data: NoInfer<I>): O => schema.parse(data);

/** What a schema takes. */
export type InputOf<S extends { readonly _zod: { readonly input: unknown } }> = S['_zod']['input'];
