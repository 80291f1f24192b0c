import { describe, expect, it } from 'vitest';
import { type Target, changeTo, isElsewhere, opensDevices, pathTo } from '#client/media/session/target.rules.ts';
import type { CallId } from '#shared/ids.ts';

const id = (name: string) => name as CallId;
const inCall = (callId: string, roomId = callId): Target => ({ callId: id(callId), roomId: id(roomId), isDesk: false, isListener: false });
const desk = (callId: string | null): Target => ({ callId: callId === null ? null : id(callId), roomId: null, isDesk: true, isListener: false });

describe('another target', () => {
  it('opens a session where there was none', () => {
    expect(changeTo(inCall('a'), null)).toEqual({ isSameSession: false, isNewRoom: true, isNewCall: true });
  });

  it('in the same room keeps the session, and is a new call only with another id', () => {
    expect(changeTo(inCall('a'), inCall('a'))).toEqual({ isSameSession: true, isNewRoom: false, isNewCall: false });
    expect(changeTo(inCall('b', 'a'), inCall('a'))).toEqual({ isSameSession: true, isNewRoom: false, isNewCall: true });
  });

  it('in another room opens another session, except at a desk', () => {
    expect(changeTo(inCall('b'), inCall('a'))).toEqual({ isSameSession: false, isNewRoom: true, isNewCall: true });
    expect(changeTo({ ...desk('b'), roomId: id('b') }, desk(null))).toEqual({ isSameSession: true, isNewRoom: true, isNewCall: true });
  });

  it('makes an opening useless only in another room, and never at a desk or with nothing wanted', () => {
    expect(isElsewhere(inCall('b'), id('a'))).toBe(true);
    expect(isElsewhere(inCall('b', 'a'), id('a'))).toBe(false);
    expect(isElsewhere(desk('b'), id('a'))).toBe(false);
    expect(isElsewhere(null, id('a'))).toBe(false);
  });
});

it('the call itself opens devices for who is in it with picture and sound', () => {
  expect(opensDevices(inCall('a'))).toBe(true);
  expect(opensDevices({ ...inCall('a'), isListener: true })).toBe(false);
  expect(opensDevices(desk('a'))).toBe(false);
  expect(opensDevices(null)).toBe(false);
});

it('a path that was chosen holds whatever recovery wants', () => {
  expect(pathTo('relay', 'tcp')).toBe('tcp');
  expect(pathTo('any', 'relay')).toBe('relay');
  expect(pathTo('relay', 'any')).toBe('relay');
});
