/** Loudness of a syllable, and of the breath that never stops: only a microphone that is switched off gives digital silence. */
const syllable = 0.35;
const breath = 0.01;
const syllableMs = 190;
/** So many syllables, then a pause as long. */
const phrase = 14;

export type Voice = { readonly track: MediaStreamTrack; readonly stop: () => void };

/** A quiet murmur in place of a microphone. `onSyllable` is told whenever the mouth opens or closes. */
export function murmur(onSyllable: (isOpen: boolean) => void): Voice {
  const context = new AudioContext();
  const noise = context.createBuffer(1, context.sampleRate, context.sampleRate);
  noise.copyToChannel(
    Float32Array.from({ length: noise.length }, () => Math.random() - 0.5),
    0,
  );
  const air = new AudioBufferSourceNode(context, { buffer: noise, loop: true });
  const throat = new BiquadFilterNode(context, { type: 'lowpass', frequency: 420 });
  const loudness = new GainNode(context, { gain: breath });
  const out = context.createMediaStreamDestination();
  air.connect(throat).connect(loudness).connect(out);
  air.start();
  let count = 0;
  const timer = setInterval(() => {
    // Without a gesture on the page the context waits; it starts with the first one.
    if (context.state === 'suspended') void context.resume();
    count += 1;
    const isOpen = count % (2 * phrase) < phrase && Math.random() < 0.6;
    loudness.gain.setTargetAtTime(isOpen ? syllable : breath, context.currentTime, 0.03);
    onSyllable(isOpen);
  }, syllableMs);
  const [track] = out.stream.getAudioTracks();
  if (track === undefined) throw new Error('a destination without a track');
  return {
    track,
    stop() {
      clearInterval(timer);
      void context.close();
    },
  };
}
