const emptyTracks = new Map<string, MediaStreamTrack>();

/** A track from which nothing ever comes: what a connection would receive that is never made. One of each kind serves all. */
export function emptyTrack(kind: string): MediaStreamTrack {
  const track = emptyTracks.get(kind) ?? new RTCPeerConnection().addTransceiver(kind).receiver.track;
  emptyTracks.set(kind, track);
  return track;
}
