import type { Page } from '@playwright/test';

export type DeviceFault =
  'none' | 'silent' | 'covered' | 'frozen' | 'howl' | 'noCamera' | 'noMicrophone' | 'denied' | 'cameraDenied' | 'cameraTaken' | 'microphoneTaken';

/** Puts a switch between the page and its camera and microphone, so that a test can take their sound or picture away while they run. */
export async function addDeviceFaults(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const faults = window as unknown as { deviceFault: string; pull: (kind: string) => void };
    faults.deviceFault = 'none';
    const { getUserMedia } = MediaDevices.prototype;
    const made = new Map<string, MediaStreamTrack>();
    /** As a plug that is pulled: the track ends, and the page is told that the devices are others. */
    faults.pull = (kind) => {
      made.get(kind)?.stop();
      made.get(kind)?.dispatchEvent(new Event('ended'));
    };

    /** The microphone through a gain, which at zero is digital silence, and a tone that can be heard instead. */
    function audioThrough(track: MediaStreamTrack): MediaStreamTrack {
      const context = new AudioContext();
      const gain = context.createGain();
      const tone = context.createOscillator();
      const toneGain = context.createGain();
      tone.frequency.value = 1_200;
      toneGain.gain.value = 0;
      tone.start();
      const out = context.createMediaStreamDestination();
      context
        .createMediaStreamSource(new MediaStream([track]))
        .connect(gain)
        .connect(out);
      tone.connect(toneGain).connect(out);
      setInterval(() => {
        gain.gain.value = faults.deviceFault === 'silent' ? 0 : 1;
        toneGain.gain.value = faults.deviceFault === 'howl' ? 0.6 : 0;
      }, 50);
      const [made] = out.stream.getAudioTracks();
      return Object.assign(made ?? track, { getSettings: () => track.getSettings() });
    }

    /** The camera through a canvas, which can stay black or still. */
    function videoThrough(track: MediaStreamTrack): MediaStreamTrack {
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = new MediaStream([track]);
      void video.play();
      const canvas = document.createElement('canvas');
      canvas.width = 640;
      canvas.height = 360;
      const context = canvas.getContext('2d');
      setInterval(() => {
        if (faults.deviceFault === 'covered') context?.fillRect(0, 0, canvas.width, canvas.height);
        else if (faults.deviceFault !== 'frozen') context?.drawImage(video, 0, 0, canvas.width, canvas.height);
      }, 50);
      const [made] = canvas.captureStream(20).getVideoTracks();
      return Object.assign(made ?? track, { getSettings: () => track.getSettings() });
    }

    /** What the browser throws while a device is away. */
    function refusal({ audio, video }: MediaStreamConstraints): DOMException | null {
      const { deviceFault } = faults;
      if ((deviceFault === 'denied' && audio) || (deviceFault === 'cameraDenied' && video)) return new DOMException('denied', 'NotAllowedError');
      if ((deviceFault === 'cameraTaken' && video) || (deviceFault === 'microphoneTaken' && audio)) return new DOMException('taken', 'NotReadableError');
      const isAway = (deviceFault === 'noCamera' && video) || (deviceFault === 'noMicrophone' && audio);
      return isAway ? new DOMException('none', 'NotFoundError') : null;
    }

    MediaDevices.prototype.getUserMedia = async function (constraints = {}) {
      const refused = refusal(constraints);
      if (refused !== null) throw refused;
      const stream = await getUserMedia.call(this, constraints);
      const tracks = stream.getTracks().map((track) => (track.kind === 'audio' ? audioThrough(track) : videoThrough(track)));
      for (const track of tracks) made.set(track.kind, track);
      return new MediaStream(tracks);
    };
  });
}

export const setDeviceFault = (page: Page, fault: DeviceFault): Promise<void> =>
  page.evaluate((value) => {
    const faults = window as unknown as { deviceFault: string; pull: (kind: string) => void };
    faults.deviceFault = value;
    if (['noCamera', 'cameraDenied', 'cameraTaken'].includes(value)) faults.pull('video');
    if (['noMicrophone', 'denied', 'microphoneTaken'].includes(value)) faults.pull('audio');
    if (value === 'none') navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, fault);
