import type { CallMediaStore, RemoteParticipant } from '#client/media/state.ts';

/** All sound of the others that this page plays, before the volume is applied, as one node of the context. */
export function playedIn(context: AudioContext, store: CallMediaStore): { readonly node: AudioNode; readonly stop: () => void } {
  const node = new GainNode(context);
  const sources = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();
  const follow = (remotes: readonly RemoteParticipant[]): void => {
    const tracks = new Set(remotes.flatMap(({ audio }) => (audio?.isOpen === true ? audio.track : [])));
    for (const [track, source] of sources) {
      if (tracks.has(track)) continue;
      source.disconnect();
      sources.delete(track);
    }
    for (const track of tracks) {
      if (sources.has(track)) continue;
      const source = context.createMediaStreamSource(new MediaStream([track]));
      source.connect(node);
      sources.set(track, source);
    }
  };
  follow(store.getState().remotes);
  const stop = store.subscribe(({ remotes }, before) => {
    if (remotes !== before.remotes) follow(remotes);
  });
  return { node, stop };
}
