import { createStore } from 'zustand/vanilla';

/** Whether a part of the page could not be had when it was last asked for. */
export const missingPart = createStore<{ readonly isMissing: boolean }>(() => ({ isMissing: false }));

const addressIn = (error: unknown): string | undefined => (error instanceof Error ? /https?:\/\/\S+/.exec(error.message)?.[0] : undefined);

/** Loads a part of the page's own code or texts. Some browsers remember a module that failed, so it is asked for once more under another address. */
export async function loadPart<T extends { readonly default: unknown }>(load: () => Promise<T>): Promise<T> {
  try {
    const part = await load().catch(async (error: unknown) => {
      const address = addressIn(error);
      if (address === undefined) throw error;
      return (await import(/* @vite-ignore */ `${address}?again=${Date.now()}`)) as T;
    });
    missingPart.setState({ isMissing: false });
    return part;
  } catch (error) {
    missingPart.setState({ isMissing: true });
    throw error;
  }
}
