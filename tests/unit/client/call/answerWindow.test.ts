import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AnswerWindow } from '#client/media/answerWindow.ts';
import { Remotes } from '#client/media/session/remotes.ts';
import { createCallMediaStore } from '#client/media/state.ts';
import type { ConsumerDescription } from '#shared/contract/media.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openWindow() {
  const picture = { isThere: false };
  const answerWindow = new AnswerWindow(() => picture.isThere);
  const done: string[] = [];
  const switching = Promise.withResolvers<void>();
  answerWindow.open(switching.promise);
  return { switching, picture, answerWindow, done, work: (name: string) => () => void done.push(name) };
}

it('[E60] what is no media waits for the first picture, and of each kind the newest is done', async () => {
  const { picture, switching, answerWindow, done, work } = openWindow();
  switching.resolve();
  answerWindow.afterwards('view', work('view 1'));
  answerWindow.afterwards('report', work('report'));
  answerWindow.afterwards('view', work('view 2'));
  await vi.advanceTimersByTimeAsync(100);
  expect(done).toEqual([]);
  picture.isThere = true;
  vi.advanceTimersByTime(20);
  expect(done).toEqual(['view 2', 'report']);
  answerWindow.afterwards('view', work('view 3'));
  expect(done).toEqual(['view 2', 'report', 'view 3']);
});

it('[E60] where no picture comes, nothing waits longer than a third of a second', () => {
  const { answerWindow, done, work } = openWindow();
  answerWindow.afterwards('view', work('view'));
  vi.advanceTimersByTime(299);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  expect([...done, answerWindow.isOpen]).toEqual(['view', false]);
});

it('[E60] a call that ends at once is drawn at once, and no timer is left', () => {
  const { answerWindow, done, work } = openWindow();
  answerWindow.afterwards('view', work('view'));
  answerWindow.close();
  expect(done).toEqual(['view']);
  expect(vi.getTimerCount()).toBe(0);
});

it('[E60] where the picture is there already, as after a hold, only the own camera is waited for', async () => {
  const { picture, switching, answerWindow, done, work } = openWindow();
  picture.isThere = true;
  answerWindow.afterwards('view', work('view'));
  vi.advanceTimersByTime(40);
  expect(done).toEqual([]);
  switching.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect([...done, answerWindow.isOpen]).toEqual(['view', false]);
});

it("[E60] the far side's new track is shown at once, since the picture is to be drawn there; that its link has opened can wait", () => {
  const store = createCallMediaStore();
  const waiting: (() => void)[] = [];
  const remotes = new Remotes(store, (work) => void waiting.push(work));
  const described = { consumerId: 'c1', from: { role: 'expert', id: 'e1' }, kind: 'video', isOpen: false, isMutedBySender: false };
  remotes.add(described as ConsumerDescription, { muted: false } as MediaStreamTrack, () => undefined);
  expect(store.getState().remotes).toHaveLength(1);
  remotes.change('c1', true, false);
  expect(store.getState().remotes[0]?.video?.isOpen).toBe(false);
  for (const work of waiting) work();
  expect(store.getState().remotes[0]?.video?.isOpen).toBe(true);
});
