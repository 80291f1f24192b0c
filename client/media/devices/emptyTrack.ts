const emptyTracks = new Map<string, MediaStreamTrack>();

/** A track that never gives anything. One of each kind serves all producers. */
export function emptyTrack(kind: string): MediaStreamTrack {
  const track = emptyTracks.get(kind) ?? new RTCPeerConnection().addTransceiver(kind).receiver.track;
  emptyTracks.set(kind, track);
  return track;
}
