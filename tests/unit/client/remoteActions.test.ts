import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { causeCodes } from '#shared/connection/findings.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import type { MediaSettings } from '#shared/contract/views/index.ts';
import { createMediaControls } from '#client/media/mediaControls.ts';
import { type Answer, type RemoteActionMedia, type RemoteActionScreen, runRemoteAction } from '#client/media/remoteActions.ts';
import { QualityLadder } from '#client/media/quality/qualityLadder.ts';
import { type CallMediaState, createCallMediaStore } from '#client/media/state.ts';
import { remoteActionsAgainst, suggestedRemoteActions } from '#client/features/connection/suggestions.ts';
import { type RemoteActionDialog, createRemoteActionDialogs, dialogLastsMs } from '#client/roles/terminal/remoteActionDialogs.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page's media without a browser: a store, a session whose paths carry what `carries` names, and openings that a test finishes. */
function page({ hasSession = true, hasRelay = true, carries = ['any', 'tcp', 'relay'] as readonly PathPolicy[], state = {} as Partial<CallMediaState> } = {}) {
  const store = createCallMediaStore();
  store.setState({ microphoneState: 'ok', cameraState: 'ok', ...state });
  let path: PathPolicy = 'any';
  let opening: Promise<void> | null = null;
  const opened: PathPolicy[] = [];
  const sent: string[] = [];
  const session = {
    hasRelay,
    get isUp() {
      return carries.includes(path);
    },
    get send() {
      return { connectionState: this.isUp ? 'connected' : 'connecting' };
    },
    get receive() {
      return this.send;
    },
    restartIce: async () => {
      if (!carries.includes(path)) throw new Error('refused');
    },
    sending: { setQuality: async (quality: string) => void sent.push(quality) },
    setReceiveQuality: async () => {},
  };
  const open = (): Promise<void> => {
    opening ??= (async () => {
      const { pathPolicy } = store.getState();
      await new Promise((resolve) => setTimeout(resolve, 100));
      path = pathPolicy;
      opened.push(path);
    })().finally(() => {
      opening = null;
    });
    return opening;
  };
  const devices = { isWanted: true, restart: async () => {}, select: async (_source: string, deviceId: string) => deviceId !== 'gone' };
  const videoLadder = new QualityLadder(store, { onLevel: () => {}, onProbe: () => {} });
  const mediaControls = createMediaControls({
    store,
    devices: devices as never,
    videoLadder,
    session: () => (hasSession ? (session as never) : null),
    path: () => path,
    isWanted: () => hasSession,
    opening: () => opening,
    open,
  });
  const media = {
    ...mediaControls,
    store,
    selectDevice: devices.select,
    setVolume: (volume: number) => store.setState({ volume }),
    setMuted: async (_source: string, isMicrophoneMuted: boolean) => store.setState({ isMicrophoneMuted }),
  } as unknown as RemoteActionMedia;
  let answer: Answer = 'yes';
  const screen: RemoteActionScreen = {
    askToUnmute: async () => answer,
    showAttention: () => {},
    showDeviceTest: () => {},
    showSelfTest: () => {},
    reload: () => {},
  };
  return {
    store,
    opened,
    sent,
    open,
    devices,
    answers: (next: Answer) => (answer = next),
    pull: async (remoteAction: RemoteAction) => {
      const outcome = runRemoteAction(media, remoteAction, screen, () => {});
      await vi.advanceTimersByTimeAsync(20_000);
      return outcome;
    },
  };
}

describe('[F53] what a remote action says of itself is true', () => {
  it('without a call nothing is opened: it is not the time, or the choice is remembered', async () => {
    const idle = page({ hasSession: false });
    const restart = vi.spyOn(idle.devices, 'restart');
    for (const remoteAction of [{ remoteAction: 'restartMedia' }, { remoteAction: 'restartIce' }, { remoteAction: 'setPath', policy: 'relay' }] as const)
      expect(await idle.pull(remoteAction)).toBe('notNow');
    expect(restart).not.toHaveBeenCalled();
    expect(await idle.pull({ remoteAction: 'setPath', policy: 'tcp' })).toBe('done');
    expect(idle.store.getState().pathPolicy).toBe('tcp');
    expect(idle.opened).toEqual([]);
  });

  it('a device that has gone, a path that is refused and a microphone that stays silent have failed', async () => {
    expect(await page().pull({ remoteAction: 'chooseDevice', kind: 'videoinput', deviceId: 'gone' })).toBe('failed');
    expect(await page().pull({ remoteAction: 'chooseDevice', kind: 'videoinput', deviceId: 'there' })).toBe('done');
    expect(await page({ carries: [] }).pull({ remoteAction: 'restartIce' })).toBe('failed');
    expect(await page({ state: { microphoneState: 'busy' } }).pull({ remoteAction: 'restartMedia' })).toBe('failed');
    expect(await page({ state: { cameraState: 'missing' } }).pull({ remoteAction: 'restartMedia' })).toBe('done');
    expect(await page({ state: { isMicrophoneMuted: true, microphoneState: 'silent' } }).pull({ remoteAction: 'unmute' })).toBe('failed');
  });

  it('a forced path is taken only if it carries, and given up again if it does not', async () => {
    const without = page({ hasRelay: false });
    expect(await without.pull({ remoteAction: 'setPath', policy: 'relay' })).toBe('failed');
    expect(without.opened).toEqual([]);
    const dead = page({ carries: ['any', 'tcp'] });
    expect(await dead.pull({ remoteAction: 'setPath', policy: 'relay' })).toBe('failed');
    expect(dead.store.getState().pathPolicy).toBe('any');
    expect(dead.opened).toEqual(['relay', 'any']);
    expect(await dead.pull({ remoteAction: 'setPath', policy: 'tcp' })).toBe('done');
  });

  it('a path that is chosen while another opening runs is taken after it', async () => {
    const busy = page();
    void busy.open();
    expect(await busy.pull({ remoteAction: 'setPath', policy: 'tcp' })).toBe('done');
    expect(busy.opened).toEqual(['any', 'tcp']);
  });

  it('a question that went away unanswered was not refused', async () => {
    const muted = page({ state: { isMicrophoneMuted: true } });
    muted.answers('no');
    expect(await muted.pull({ remoteAction: 'unmute' })).toBe('refused');
    muted.answers('gone');
    expect(await muted.pull({ remoteAction: 'unmute' })).toBe('failed');
    expect(muted.store.getState().isMicrophoneMuted).toBe(true);
  });

  it('“sound only” and then “automatic” brings the picture back', async () => {
    const narrow = page();
    await narrow.pull({ remoteAction: 'setQuality', quality: 'audioOnly' });
    expect(narrow.store.getState()).toMatchObject({ quality: 'audioOnly', isQualityChosen: true });
    await narrow.pull({ remoteAction: 'setQuality', quality: 'auto' });
    expect(narrow.store.getState()).toMatchObject({ quality: 'small', isQualityChosen: false });
    expect(narrow.sent).toEqual(['audioOnly', 'small']);
  });
});

describe('[F53] what an adviser shows the customer', () => {
  let shown: RemoteActionDialog | null = null;
  const dialogs = () => createRemoteActionDialogs((dialog) => (shown = dialog));

  it('comes one after the other, and each has its own answer', async () => {
    const { ask } = dialogs();
    const first = ask('unmute', 'Ritva');
    const second = ask('attention', 'Ritva');
    expect(shown?.kind).toBe('unmute');
    shown?.answer('no');
    expect(await first).toBe('no');
    expect(shown?.kind).toBe('attention');
    shown?.answer('yes');
    expect(await second).toBe('yes');
    expect(shown).toBeNull();
  });

  it('goes by itself after a time, and with its call, so that the next customer does not meet it', async () => {
    const { ask, clear } = dialogs();
    const late = ask('unmute', 'Ritva');
    vi.advanceTimersByTime(dialogLastsMs);
    expect(await late).toBe('gone');
    const all = [ask('unmute', 'Ritva'), ask('test', 'Ritva')];
    clear();
    expect(await Promise.all(all)).toEqual(['gone', 'gone']);
    expect(shown).toBeNull();
  });
});

describe('[F54] what is suggested', () => {
  const settings: MediaSettings = { quality: 'auto', pathPolicy: 'any', volume: 1, audioinput: 'a', videoinput: 'v', audiooutput: null };
  const devices = [
    { kind: 'audioinput', deviceId: 'a', label: 'A' },
    { kind: 'audioinput', deviceId: 'b', label: 'B' },
    { kind: 'videoinput', deviceId: 'v', label: 'V' },
  ] as const;

  it('can be pressed as it stands, and differs from what is set', () => {
    expect(suggestedRemoteActions(['uplinkBandwidth'], { devices, settings })).toEqual([
      { remoteAction: 'setQuality', quality: 'small' },
      { remoteAction: 'setQuality', quality: 'audioOnly' },
    ]);
    expect(suggestedRemoteActions(['uplinkBandwidth'], { devices, settings: { ...settings, quality: 'small' } })).toEqual([
      { remoteAction: 'setQuality', quality: 'audioOnly' },
    ]);
    expect(suggestedRemoteActions(['microphoneSilent'], { devices, settings })[0]).toEqual({ remoteAction: 'chooseDevice', kind: 'audioinput', deviceId: 'b' });
    expect(suggestedRemoteActions(['speakerOff'], { devices, settings })[0]).toEqual({ remoteAction: 'setVolume', volume: 1 });
    expect(suggestedRemoteActions(['overTcp'], { devices, settings: { ...settings, pathPolicy: 'tcp' } })).toEqual([
      { remoteAction: 'setPath', policy: 'any' },
    ]);
    expect(suggestedRemoteActions(['overRelay'], { devices, settings })).toEqual([]);
  });

  it('is one button for each cause, and no two buttons do the same', () => {
    const byCause = remoteActionsAgainst(['oneWayAudio', 'downlinkLoss', 'uplinkLoss', 'uplinkBandwidth', 'connectionLost'], { devices, settings });
    expect([...byCause].map(([code, [first]]) => [code, first.remoteAction])).toEqual([
      ['oneWayAudio', 'restartMedia'],
      ['downlinkLoss', 'setQuality'],
      ['uplinkLoss', 'setPath'],
    ]);
    expect(byCause.get('oneWayAudio')).toEqual([{ remoteAction: 'restartMedia' }, { remoteAction: 'restartIce' }]);
  });

  it('is there for every cause that names a remote action which needs setting, each once, and never what makes no sense here', () => {
    const all = suggestedRemoteActions(causeCodes, { devices, settings }, ['attention']);
    expect(new Set(all.map((remoteAction) => JSON.stringify(remoteAction))).size).toBe(all.length);
    for (const name of ['setQuality', 'setPath', 'setVolume', 'chooseDevice']) expect(all.some(({ remoteAction }) => remoteAction === name)).toBe(true);
    expect(all.some(({ remoteAction }) => remoteAction === 'attention')).toBe(false);
  });
});
