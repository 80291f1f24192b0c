import type { MediaSource } from '#shared/contract/mediaSource.ts';

/** What the browser lets the page have, as far as it tells. */
export class Permissions {
  readonly #known = new Map<MediaSource, PermissionStatus>();

  /** Null where the browser does not tell. */
  stateOf(source: MediaSource): PermissionState | null {
    return this.#known.get(source)?.state ?? null;
  }

  /** The browser tells when a person gives the permission, also much later and elsewhere in the browser. */
  async watch(source: MediaSource, onChange: () => void): Promise<void> {
    // Not every browser knows these names; there the person's next act tries again.
    const permission = await (navigator.permissions?.query({ name: source as PermissionName }).catch(() => null) ?? Promise.resolve(null));
    if (permission === null) return;
    this.#known.set(source, permission);
    permission.addEventListener('change', onChange);
  }
}
