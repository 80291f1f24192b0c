import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mayRetry, retryPauseMs } from '#client/media/devices/deviceRetry.rules.ts';
import { Devices } from '#client/media/devices/devices.ts';
import { createCallMediaStore } from '#client/media/state.ts';

vi.mock('#client/media/measure/camera.ts', () => ({ watchCamera: () => ({ read: () => null, stop: () => {} }) }));
vi.mock('#client/media/measure/microphone.ts', () => ({ watchMicrophone: () => ({ read: () => null, stop: () => {} }) }));

class Track extends EventTarget {
  readyState = 'live';
  muted = false;
  enabled = true;
  readonly kind: string;
  readonly deviceId: string;
  constructor(kind: string, deviceId: string) {
    super();
    this.kind = kind;
    this.deviceId = deviceId;
  }
  getSettings() {
    return { deviceId: this.deviceId };
  }
  stop() {
    this.readyState = 'ended';
  }
}

type Behaviour = 'ok' | 'hang' | 'NotReadableError' | 'NotAllowedError' | 'NotFoundError';

/** A browser whose microphone and camera do as the test says; `answerAll` lets what hangs give at last. */
function browser() {
  const does: Record<'audio' | 'video', Behaviour> = { audio: 'ok', video: 'ok' };
  const given: Track[] = [];
  const asked: MediaStreamConstraints[] = [];
  let hanging: (() => void)[] = [];
  const permissions = new Map<string, EventTarget & { state: string }>();
  const there = new Set(['own', 'other']);
  const listed = () => [...there].map((deviceId) => ({ kind: 'audioinput', deviceId, label: deviceId }));
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => listed(),
    getUserMedia: async (constraints: MediaStreamConstraints) => {
      asked.push(constraints);
      const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind]);
      const fault = kinds.map((kind) => does[kind]).find((one) => one !== 'ok' && one !== 'hang');
      if (fault !== undefined) throw new DOMException('no', fault);
      const wanted = (kind: 'audio' | 'video') => (constraints[kind] as { deviceId?: { exact: string } }).deviceId?.exact;
      if (kinds.some((kind) => wanted(kind) !== undefined && !there.has(wanted(kind) ?? ''))) throw new DOMException('gone', 'OverconstrainedError');
      if (kinds.some((kind) => does[kind] === 'hang')) await new Promise<void>((resolve) => hanging.push(resolve));
      const tracks = kinds.map((kind) => new Track(kind, wanted(kind) ?? 'own'));
      given.push(...tracks);
      return { getTracks: () => tracks };
    },
  });
  const query = async ({ name }: { name: string }) => {
    const permission = Object.assign(new EventTarget(), { state: 'granted' });
    permissions.set(name, permission);
    return permission;
  };
  vi.stubGlobal('navigator', { mediaDevices, permissions: { query } });
  const store = createCallMediaStore();
  const devices = new Devices({ store, answerWindow: { isOpen: false }, capture: () => 0, onTrack: () => {} });
  return {
    store,
    devices,
    does,
    asked,
    there,
    permissions,
    mediaDevices,
    lit: () => given.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind),
    answerAll: () => {
      for (const answer of hanging) answer();
      hanging = [];
    },
    states: () => [store.getState().microphoneState, store.getState().cameraState],
  };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('[E16] a device that does not open is tried again', () => {
  it('every few seconds, more and more seldom, while it is needed', async () => {
    const { devices, does, asked, states, lit } = browser();
    does.audio = 'NotReadableError';
    devices.hold();
    await pass(0);
    expect(states()).toEqual(['busy', 'ok']);
    await pass(60_000);
    expect(asked.length).toBeLessThan(10);
    does.audio = 'ok';
    await pass(30_000);
    expect(states()).toEqual(['ok', 'ok']);
    expect(lit()).toEqual(['video', 'audio']);
    const before = asked.length;
    await pass(120_000);
    expect(asked.length).toBe(before);
  });

  it('not where the page would ask the person over and over, but as soon as the permission is there', async () => {
    const { devices, does, asked, states, permissions } = browser();
    await pass(0);
    for (const permission of permissions.values()) permission.state = 'prompt';
    does.audio = 'NotAllowedError';
    devices.hold();
    await pass(0);
    const before = asked.length;
    await pass(120_000);
    expect(asked.length).toBe(before);
    expect(states()).toEqual(['denied', 'ok']);
    does.audio = 'ok';
    const microphone = permissions.get('microphone');
    if (microphone) microphone.state = 'granted';
    microphone?.dispatchEvent(new Event('change'));
    await pass(0);
    expect(states()).toEqual(['ok', 'ok']);
  });

  it('pauses grow to half a minute', () => {
    expect([0, 1, 2, 3, 4, 50].map(retryPauseMs)).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect([mayRetry('busy', 'prompt'), mayRetry('denied', 'prompt'), mayRetry('denied', null), mayRetry('denied', 'granted')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('[E17] a device that never answers', () => {
  it('is told of within five seconds, does not hold up the other one, and nothing waits for it', async () => {
    const { devices, does, states } = browser();
    await pass(0);
    does.audio = 'hang';
    devices.hold();
    let isOver = false;
    void devices.prepare().then(() => (isOver = true));
    await pass(5_000);
    expect(states()).toEqual(['notAnswering', 'ok']);
    await pass(100);
    expect(isOver).toBe(true);
    let isRestarted = false;
    void devices.restart().then(() => (isRestarted = true));
    await pass(11_000);
    expect(isRestarted).toBe(true);
  });

  it('is used when it answers late, once, and closed at once when nobody wants it any more', async () => {
    const used = browser();
    used.does.audio = 'hang';
    used.devices.hold();
    await pass(30_000);
    used.does.audio = 'ok';
    used.answerAll();
    await pass(0);
    expect(used.states()).toEqual(['ok', 'ok']);
    expect(used.lit().toSorted()).toEqual(['audio', 'video']);

    const left = browser();
    left.does.video = 'hang';
    const letGo = left.devices.hold();
    await pass(6_000);
    letGo();
    await pass(1_000);
    left.answerAll();
    await pass(10_000);
    expect(left.lit()).toEqual([]);
  });

  it('is another thing than a person who has not answered the browser yet', async () => {
    const { devices, does, asked, states, permissions, answerAll } = browser();
    await pass(0);
    for (const permission of permissions.values()) permission.state = 'prompt';
    does.audio = 'hang';
    devices.hold();
    await pass(60_000);
    expect(states()).toEqual(['asking', 'asking']);
    expect(asked.length).toBe(1);
    answerAll();
    await pass(0);
    expect(states()).toEqual(['ok', 'ok']);
  });
});

describe('[E4] camera and microphone are open while somebody needs them', () => {
  it('until the last one lets go, and without going out in between', async () => {
    const { devices, asked, lit, states } = browser();
    await pass(0);
    const first = devices.hold();
    await pass(0);
    first();
    const second = devices.hold();
    await pass(1_000);
    expect(lit()).toEqual(['audio', 'video']);
    expect(asked.length).toBe(2);
    second();
    await pass(1_000);
    expect(lit()).toEqual([]);
    expect(states()).toEqual(['unknown', 'unknown']);
  });

  it('what failed stays known after that, until the browser tells of another device', async () => {
    const { devices, does, states, mediaDevices } = browser();
    does.audio = 'NotFoundError';
    const letGo = devices.hold();
    await pass(0);
    letGo();
    await pass(1_000);
    expect(states()).toEqual(['missing', 'unknown']);
    mediaDevices.dispatchEvent(new Event('devicechange'));
    await pass(0);
    expect(states()).toEqual(['unknown', 'unknown']);
  });
});

describe('[E15] a device that was chosen', () => {
  it('is never called missing while another one takes its place', async () => {
    const { devices, store, there } = browser();
    store.setState({ microphoneId: 'other' });
    devices.hold();
    await pass(0);
    const seen = new Set<string>();
    store.subscribe(({ microphoneState }) => seen.add(microphoneState));
    there.delete('other');
    store.getState().localAudio?.dispatchEvent(new Event('ended'));
    await pass(100);
    expect(store.getState().localAudio?.getSettings().deviceId).toBe('own');
    expect([...seen].toSorted()).toEqual(['ok', 'unknown']);
  });

  it('gives way to another one while it is away, and takes its place again', async () => {
    const { devices, store, there, mediaDevices } = browser();
    store.setState({ microphoneId: 'other' });
    there.delete('other');
    devices.hold();
    await pass(0);
    const opened = () => store.getState().localAudio?.getSettings().deviceId;
    expect(opened()).toBe('own');
    expect(store.getState().microphoneId).toBe('other');
    there.add('other');
    mediaDevices.dispatchEvent(new Event('devicechange'));
    await pass(0);
    expect(opened()).toBe('other');
  });
});
