const everyMs = 100;

/** Measures how loud a microphone is, as root mean square scaled to 0..1 for a meter. Returns how to stop. */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Without a gesture on the page the context waits; it starts with the first touch.
    if (context.state === 'suspended') void context.resume();
    analyser.getFloatTimeDomainData(samples);
    const meanSquare = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // Speech lies around 0.02 to 0.2; the root spreads it over the meter.
    onLevel(Math.min(1, Math.sqrt(Math.sqrt(meanSquare))));
  }, everyMs);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
