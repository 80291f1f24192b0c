import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { createStore } from 'zustand/vanilla';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { Role } from '#shared/contract/define.ts';
import type { ViewOf } from '#shared/contract/index.ts';
import type { Instant } from '#shared/instant.ts';
import { type ViewChange, newerView, viewAfter } from '#shared/views/change.ts';
import { connect } from '#client/app/api/connection.ts';
import { http } from '#client/app/api/http.ts';
import { createCallMedia } from '#client/media/callMedia.ts';

type RoleClientState<R extends Role> = { readonly view: ViewOf<R> | null; readonly catalogue: Catalogue | null; readonly skewMs: number };

export type RoleClient<R extends Role> = ReturnType<typeof createRoleClient<R>>;

const retryMs = 2_000;

/** What a role client stands on: connection, the newest view, the catalogue, the server's clock, and media. Made once a page. */
function createRoleClient<R extends Role>(role: R) {
  const connection = connect(role);
  const media = createCallMedia(connection, role);
  const store = createStore<RoleClientState<R>>(() => ({ view: null, catalogue: null, skewMs: 0 }));
  /** What the server has sent last. The page shows it at once, or after the first picture of a call that begins just now. */
  let newest: ViewOf<R> | null = null;
  const show = (view: ViewOf<R> | null, skewMs: number): void => {
    newest = view;
    media.afterFirstPicture('view', () => store.setState({ view, skewMs }));
  };
  const take = (view: ViewOf<R>): void => show(newerView(newest, view), view.now - Date.now());

  // TypeScript does not tie a role to its sync request and view; here, once, they are tied by name.
  const untyped = connection as unknown as {
    request(name: string, input: object): Promise<ViewOf<R>>;
    on(name: string, listener: (change: ViewChange<ViewOf<R>>) => void): void;
  };
  const own = {
    sync: () => untyped.request(`${role}:sync`, {}),
    onChange: (listener: (change: ViewChange<ViewOf<R>>) => void) => untyped.on(`${role}:view`, listener),
  };

  const tryAgain = (work: () => Promise<void>) => setTimeout(() => connection.store.getState().signalling === 'connected' && void work(), retryMs);
  const askForWhole = async (): Promise<void> => {
    try {
      take(await own.sync());
    } catch {
      // As below.
      tryAgain(askForWhole);
    }
  };
  const follow = (change: ViewChange<ViewOf<R>>): void => {
    const view = viewAfter(newest, change);
    if (view === null) void askForWhole();
    else show(view, change.now - Date.now());
  };
  let readAt: number | null = null;
  /** Reads the catalogue again when the view tells that it is another one. */
  const knowCatalogue = async (): Promise<void> => {
    const version = store.getState().view?.catalogueVersion ?? null;
    if (version === null || version === readAt) return;
    const before = readAt;
    readAt = version;
    try {
      store.setState({ catalogue: await http.catalogue() });
    } catch (error) {
      readAt = before;
      throw error;
    }
  };
  const sync = async (): Promise<void> => {
    try {
      // Media first: a lost path is asked for anew without waiting for anything else.
      const mediaBack = media.reconnected();
      take(await own.sync());
      // Ready before the first call; what cannot be had now is asked for again then.
      if (role !== 'administrator') media.prepareSessions().catch(() => undefined);
      await knowCatalogue();
      await mediaBack;
    } catch {
      // The next connect or this timer tries again; until then the page shows that it is not connected.
      tryAgain(sync);
    }
  };
  own.onChange(follow);
  store.subscribe(() => void knowCatalogue().catch(() => tryAgain(knowCatalogue)));
  media.store.subscribe(({ connection: state }) => connection.setInCall(state !== 'idle'));
  // Whoever is thrown out captures and sends nothing from this moment on.
  connection.store.subscribe(({ signalling }) => {
    if (signalling === 'notSignedIn' || signalling === 'replaced') media.halt();
  });
  store.subscribe(({ view }) => {
    // Only who has a leg of their own is told what stands at it.
    if (view !== null && 'findings' in view) media.setFindings(view.findings.map(({ code }) => code));
  });
  connection.onConnect(() => void sync());
  // For support and for the browser tests: this page's own media, nothing else.
  Object.assign(window, { distansMedia: { store: media.store, stats: media.stats, restart: media.restartMedia } });
  return { role, connection, media, store };
}

const roleClients = new Map<Role, unknown>();

export type AnyRoleClient = { readonly [R in Role]: RoleClient<R> }[Role];

/** The role client that this page has; null before it is made. */
export const openRoleClient = (): AnyRoleClient | null => [...roleClients.values()].map((roleClient) => roleClient as AnyRoleClient)[0] ?? null;

const unsubscribed = (): (() => void) => () => {};
/** Whether somebody is seen or heard on this page, or sees and hears it. */
export function isInCall(roleClient: AnyRoleClient | null): boolean {
  const media = roleClient?.media.store.getState();
  return media !== undefined && media.connection !== 'idle' && (media.isSending || media.remotes.length > 0);
}
export const useIsInCall = (roleClient: AnyRoleClient | null): boolean =>
  useSyncExternalStore(roleClient?.media.store.subscribe ?? unsubscribed, () => isInCall(roleClient));

/** The page's one role client; made at first use, so that React may mount twice. */
export function roleClientOf<R extends Role>(role: R): RoleClient<R> {
  const roleClient = roleClients.get(role) ?? createRoleClient(role);
  roleClients.set(role, roleClient);
  return roleClient as RoleClient<R>;
}

export const useView = <R extends Role>(roleClient: RoleClient<R>): ViewOf<R> | null => useStore(roleClient.store, (state) => state.view);
export const useCatalogue = <R extends Role>(roleClient: RoleClient<R>): Catalogue | null => useStore(roleClient.store, (state) => state.catalogue);
export const useSignalling = <R extends Role>(roleClient: RoleClient<R>) => useStore(roleClient.connection.store, (state) => state.signalling);
/** All that changes seldom; the microphone's level, ten times a second, must not draw a whole desk anew. */
export const useMedia = <R extends Role>(roleClient: RoleClient<R>) =>
  useStore(
    roleClient.media.store,
    useShallow(({ microphoneLevel, ...media }) => media),
  );
/** 0 to 1. */
export const useMicrophoneLevel = <R extends Role>(roleClient: RoleClient<R>) => useStore(roleClient.media.store, (state) => state.microphoneLevel);
export const useIsMicrophoneLouder = <R extends Role>(roleClient: RoleClient<R>, than: number) =>
  useStore(roleClient.media.store, (state) => state.microphoneLevel > than);

const tickMs = 1_000;
const subscribeToTick = (changed: () => void): (() => void) => {
  const timer = setInterval(changed, tickMs);
  return () => clearInterval(timer);
};
/** The same within each tick, as React asks of a snapshot. */
const tickNow = (): number => Math.floor(Date.now() / tickMs) * tickMs;

/** The server's clock, once a second. */
export function useNow<R extends Role>(roleClient: RoleClient<R>): Instant {
  const skewMs = useStore(roleClient.store, (state) => state.skewMs);
  return (useSyncExternalStore(subscribeToTick, tickNow) + skewMs) as Instant;
}
