import { describe, expect, it } from 'vitest';
import type { CallId } from '#shared/ids.ts';
import { RequestError, offline } from '#client/app/api/requestError.ts';
import { Mutes } from '#client/media/session/mutes.ts';
import { createCallMediaStore } from '#client/media/state.ts';

/** A page in a call, and the server that it tells. */
function page(kept = new Map<string, string>()) {
  const store = createCallMediaStore();
  const told: string[] = [];
  const net = { isAway: false, refusal: null as 'callEnded' | null };
  const tracks: string[] = [];
  const request = async (_name: string, { source, isMuted }: { source: string; isMuted: boolean }) => {
    if (net.isAway) throw offline();
    if (net.refusal !== null) throw new RequestError({ code: net.refusal, message: '' });
    told.push(`${source} ${isMuted ? 'closed' : 'open'}`);
    return {};
  };
  const closed = () => {
    const { isMicrophoneMuted, isCameraMuted } = store.getState();
    return [...(isMicrophoneMuted ? ['microphone'] : []), ...(isCameraMuted ? ['camera'] : [])];
  };
  const call = { id: 'call' as CallId };
  const mutes = new Mutes({
    api: { request: request as never },
    store,
    callId: () => call.id,
    apply: () => tracks.push(closed().join()),
    shelf: () => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }),
  });
  return { mutes, told, net, closed, tracks, call, kept };
}

describe('[E1] what the person has closed', () => {
  it('is closed at once where the server is away, and told when it is back', async () => {
    const { mutes, told, net, closed, tracks } = page();
    net.isAway = true;
    await mutes.press('microphone', true);
    expect(closed()).toEqual(['microphone']);
    expect(tracks).toEqual(['microphone']);
    await mutes.press('camera', true);
    await mutes.press('camera', false);
    net.isAway = false;
    await mutes.tell();
    expect(told).toEqual(['microphone closed', 'camera open']);
    await mutes.tell();
    expect(told).toHaveLength(2);
  });

  it('is not opened by a server that does not know of it, which is told', async () => {
    const { mutes, told, net, closed } = page();
    net.isAway = true;
    await mutes.press('microphone', true);
    net.isAway = false;
    mutes.agree([]);
    await mutes.tell();
    expect(closed()).toEqual(['microphone']);
    expect(told).toEqual(['microphone closed']);
  });

  it('is closed by what the server knows, unless the person has just opened it', async () => {
    const { mutes, told, net, closed } = page();
    mutes.agree(['camera', 'microphone']);
    expect(closed()).toEqual(['microphone', 'camera']);
    net.isAway = true;
    await mutes.press('camera', false);
    net.isAway = false;
    mutes.agree(['camera', 'microphone']);
    await mutes.tell();
    expect(closed()).toEqual(['microphone']);
    expect(told).toEqual(['camera open']);
  });

  it('is of one call: the next begins with its own, and nothing of the last one is told in it', async () => {
    const { mutes, told, net, closed, call } = page();
    net.isAway = true;
    await mutes.press('microphone', true);
    net.isAway = false;
    call.id = 'another' as CallId;
    mutes.enter(['camera']);
    await mutes.tell();
    expect(closed()).toEqual(['camera']);
    expect(told).toEqual([]);
  });

  it('stays closed through a reload that comes before the server knows, and is told then', async () => {
    const before = page();
    before.net.isAway = true;
    await before.mutes.press('microphone', true);
    const { mutes, told, closed } = page(before.kept);
    mutes.enter([]);
    expect(closed()).toEqual(['microphone']);
    await mutes.tell();
    expect(told).toEqual(['microphone closed']);
    const later = page(before.kept);
    later.mutes.enter([]);
    expect(later.closed()).toEqual([]);
  });

  it('is let go where the call is over', async () => {
    const { mutes, told, net } = page();
    net.refusal = 'callEnded';
    await mutes.press('microphone', true);
    net.refusal = null;
    await mutes.tell();
    expect(told).toEqual([]);
  });
});
