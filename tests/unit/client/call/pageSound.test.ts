import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openSound } from '#client/media/devices/pageSound.ts';
import { createCallMediaStore } from '#client/media/state.ts';

type Element = { volume: number; sinkId: string; srcObject: unknown; isPlaying: boolean };
let elements: Element[] = [];
let broken: string[] = [];

beforeEach(() => {
  elements = [];
  broken = [];
  class StubAudio {
    volume = 1;
    sinkId = '';
    srcObject: unknown = null;
    isPlaying = false;
    constructor() {
      elements.push(this);
    }
    async setSinkId(id: string) {
      if (broken.includes(id)) throw new DOMException('gone', 'NotFoundError');
      this.sinkId = id;
    }
    async play() {
      this.isPlaying = true;
    }
  }
  vi.stubGlobal('Audio', StubAudio);
  vi.stubGlobal(
    'AudioContext',
    class {
      state = 'running';
      createMediaStreamDestination() {
        return { stream: {} };
      }
      async close() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const speaker = { kind: 'audiooutput', deviceId: 'bar', label: 'Bar' } as const;
const passed = () => vi.waitFor(() => expect(elements[0]?.isPlaying).toBe(true));

it('[E18] a sound comes out of the chosen loudspeaker, as loud as it is set, and follows both', async () => {
  const store = createCallMediaStore();
  store.setState({ speakerId: 'bar', devices: [speaker], volume: 0.4, ownVolume: 0.9 });
  const sound = openSound(store);
  await passed();
  expect(elements[0]).toMatchObject({ sinkId: 'bar', volume: 0.4 });
  store.setState({ volume: 0.1 });
  expect(elements[0]).toMatchObject({ sinkId: 'bar', volume: 0.1 });
  // One that is pulled out gives way to the system's own.
  store.setState({ devices: [] });
  await vi.waitFor(() => expect(elements[0]?.sinkId).toBe(''));
  sound.close();
  store.setState({ volume: 1 });
  expect(elements[0]).toMatchObject({ srcObject: null, volume: 0.1 });
});

it('[E18] a loudspeaker that refuses gives way to the system’s own, and a call for help is heard in a silent call', async () => {
  broken = ['bar'];
  const store = createCallMediaStore();
  store.setState({ speakerId: 'bar', devices: [speaker], volume: 0, ownVolume: 0.9 });
  openSound(store, ({ ownVolume }) => ownVolume);
  await passed();
  expect(elements[0]).toMatchObject({ sinkId: '', volume: 0.9 });
});
