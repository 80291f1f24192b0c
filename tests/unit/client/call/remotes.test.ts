import { expect, it } from 'vitest';
import { Remotes } from '#client/media/session/remotes.ts';
import { createCallMediaStore } from '#client/media/state.ts';
import type { ConsumerDescription } from '#shared/contract/media.ts';

it('[E9] a link that opens while its track is still being made is open, and what its sender has muted is muted', () => {
  const store = createCallMediaStore();
  const remotes = new Remotes(store, (work) => work());
  const described = { consumerId: 'c1', from: { role: 'adviser', id: 'a1' }, kind: 'audio', isOpen: false, isMutedBySender: false };
  const track = { muted: false } as MediaStreamTrack;
  const add = () => remotes.add(described as ConsumerDescription, track, () => undefined);
  remotes.change('c1', true, true);
  add();
  expect(store.getState().remotes).toMatchObject([{ role: 'adviser', id: 'a1', audio: { isOpen: true, isMuted: true } }]);
  remotes.clear();
  remotes.change('c1', true, true);
  remotes.remove('c1');
  add();
  expect(store.getState().remotes).toMatchObject([{ audio: { isOpen: false, isMuted: false } }]);
});
