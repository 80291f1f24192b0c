import type { Page } from '@playwright/test';

export type DeviceFault =
  | 'none'
  | 'silent'
  | 'covered'
  | 'frozen'
  | 'acousticFeedback'
  | 'echo'
  | 'speech'
  | 'noCamera'
  | 'noMicrophone'
  | 'denied'
  | 'cameraDenied'
  | 'cameraTaken'
  | 'microphoneTaken'
  | 'cameraHangs'
  | 'microphoneHangs'
  | 'noSpeaker';

/** Puts a switch between the page and its camera and microphone, so that a test can take their sound or picture away while they run. */
export const addDeviceFaults = (page: Page): Promise<void> => addFaults(page, ['audio', 'video']);
/** The same for the microphone alone, which costs the processor little. */
export const addMicrophoneFaults = (page: Page): Promise<void> => addFaults(page, ['audio']);
/** Devices that are refused, hang or give, as `setDeviceFault` says, from the first moment on; what they give is their own. */
export const addRefusals =
  (fault: DeviceFault) =>
  (page: Page): Promise<void> =>
    addFaults(page, [], fault);

async function addFaults(page: Page, kinds: readonly string[], first: DeviceFault = 'none'): Promise<void> {
  await page.addInitScript(
    ({ kinds, first }) => {
      const faults = window as unknown as { deviceFault: string; pull: (kind: string) => void; answer: (() => void)[]; given: MediaStreamTrack[] };
      faults.deviceFault = first;
      faults.answer = [];
      faults.given = [];
      const { getUserMedia } = MediaDevices.prototype;
      const made = new Map<string, MediaStreamTrack>();
      /** As a plug that is pulled: the track ends, and the page is told that the devices are others. */
      faults.pull = (kind) => {
        made.get(kind)?.stop();
        made.get(kind)?.dispatchEvent(new Event('ended'));
      };

      type Remote = { readonly audio: { readonly track: MediaStreamTrack } | null };
      const remotes = (): readonly Remote[] =>
        (window as unknown as { distansMedia: { store: { getState(): { remotes: readonly Remote[] } } } }).distansMedia.store.getState().remotes;

      /** What the page gets in place of the device's own track; with it ends all that made it, which would go on for the processor else. */
      function inPlaceOf(
        track: MediaStreamTrack,
        stream: MediaStream,
        timers: readonly ReturnType<typeof setInterval>[],
        onStop: () => void,
      ): MediaStreamTrack {
        const [made] = stream.getTracks();
        if (made === undefined) throw new Error('a stream without a track');
        const stop = (): void => {
          MediaStreamTrack.prototype.stop.call(made);
          track.stop();
          timers.forEach((timer) => clearInterval(timer));
          onStop();
        };
        return Object.assign(made, { getSettings: () => track.getSettings(), stop });
      }

      /** The microphone through a gain, which at zero is digital silence, a tone that can be heard instead, and what the loudspeaker plays. */
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
        const room = new DelayNode(context, { delayTime: 0.15 });
        room.connect(new GainNode(context, { gain: 0.5 })).connect(out);
        let played: readonly MediaStreamAudioSourceNode[] = [];
        const follow = setInterval(() => {
          const isEcho = faults.deviceFault === 'echo';
          // Who hears an echo of the far side listens.
          gain.gain.value = isEcho || faults.deviceFault === 'silent' ? 0 : 1;
          toneGain.gain.value = faults.deviceFault === 'acousticFeedback' ? 0.6 : 0;
          if (isEcho === played.length > 0) return;
          played.forEach((source) => source.disconnect());
          played = isEcho ? remotes().flatMap(({ audio }) => (audio === null ? [] : context.createMediaStreamSource(new MediaStream([audio.track])))) : [];
          played.forEach((source) => source.connect(room));
        }, 50);
        const voice = new GainNode(context, { gain: 0 });
        const noise = context.createBuffer(1, context.sampleRate, context.sampleRate);
        noise.copyToChannel(
          Float32Array.from({ length: noise.length }, () => Math.random() - 0.5),
          0,
        );
        const breath = new AudioBufferSourceNode(context, { buffer: noise, loop: true });
        breath.connect(voice).connect(out);
        breath.start();
        // As unlike a clock as syllables are.
        const speak = setInterval(() => {
          voice.gain.value = faults.deviceFault === 'speech' && Math.random() < 0.5 ? 0.5 : 0;
        }, 230);
        return inPlaceOf(track, out.stream, [follow, speak], () => void context.close());
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
        const draw = setInterval(() => {
          if (faults.deviceFault === 'covered') context?.fillRect(0, 0, canvas.width, canvas.height);
          else if (faults.deviceFault !== 'frozen') context?.drawImage(video, 0, 0, canvas.width, canvas.height);
        }, 50);
        return inPlaceOf(track, canvas.captureStream(20), [draw], () => {
          video.srcObject = null;
        });
      }

      /** What the browser throws while a device is away. */
      function refusal({ audio, video }: MediaStreamConstraints): DOMException | null {
        const { deviceFault } = faults;
        if ((deviceFault === 'denied' && audio) || (deviceFault === 'cameraDenied' && video)) return new DOMException('denied', 'NotAllowedError');
        if ((deviceFault === 'cameraTaken' && video) || (deviceFault === 'microphoneTaken' && audio)) return new DOMException('taken', 'NotReadableError');
        const isAway = (deviceFault === 'noCamera' && video) || (deviceFault === 'noMicrophone' && audio);
        return isAway ? new DOMException('none', 'NotFoundError') : null;
      }

      const { enumerateDevices } = MediaDevices.prototype;
      MediaDevices.prototype.enumerateDevices = async function () {
        const all = await enumerateDevices.call(this);
        return faults.deviceFault === 'noSpeaker' ? all.filter(({ kind }) => kind !== 'audiooutput') : all;
      };

      MediaDevices.prototype.getUserMedia = async function (constraints = {}) {
        const refused = refusal(constraints);
        if (refused !== null) throw refused;
        const { deviceFault } = faults;
        if ((deviceFault === 'cameraHangs' && constraints.video) || (deviceFault === 'microphoneHangs' && constraints.audio))
          await new Promise<void>((answer) => faults.answer.push(answer));
        const stream = await getUserMedia.call(this, constraints);
        const tracks = stream.getTracks().map((track) => {
          if (!kinds.includes(track.kind)) return track;
          return track.kind === 'audio' ? audioThrough(track) : videoThrough(track);
        });
        for (const track of tracks) made.set(track.kind, track);
        faults.given.push(...tracks);
        return new MediaStream(tracks);
      };
    },
    { kinds, first },
  );
}

export const setDeviceFault = (page: Page, fault: DeviceFault): Promise<void> =>
  page.evaluate((value) => {
    const faults = window as unknown as { deviceFault: string; pull: (kind: string) => void };
    faults.deviceFault = value;
    if (['noCamera', 'cameraDenied', 'cameraTaken', 'cameraHangs'].includes(value)) faults.pull('video');
    if (['noMicrophone', 'denied', 'microphoneTaken', 'microphoneHangs'].includes(value)) faults.pull('audio');
    if (value === 'none' || value === 'noSpeaker') navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, fault);

/** The fault goes without a word from the browser, and what hung goes on. */
export const endDeviceFault = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const faults = window as unknown as { deviceFault: string; answer: (() => void)[] };
    faults.deviceFault = 'none';
    for (const answer of faults.answer.splice(0)) answer();
  });

/** The kinds of what the page has opened and not closed again: a lamp is lit for each. */
export const litOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { given } = window as unknown as { given: MediaStreamTrack[] };
    return given
      .filter(({ readyState }) => readyState === 'live')
      .map(({ kind }) => kind)
      .toSorted();
  });
