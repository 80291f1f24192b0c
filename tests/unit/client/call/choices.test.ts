import { expect, it } from 'vitest';
import { keepChoices } from '#client/media/devices/choices.ts';
import { createCallMediaStore } from '#client/media/state.ts';

function shelf() {
  const kept = new Map<string, string>();
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

function machine() {
  const own = shelf();
  const visit = shelf();
  const load = (role: 'terminal' | 'expert' = 'terminal') => {
    const store = createCallMediaStore();
    keepChoices(store, role, { own: () => own, visit: () => visit });
    return store;
  };
  return { own, visit, load };
}

it('[E15] what was chosen for a terminal is there after a reload and for the next customer', () => {
  const { load, visit } = machine();
  load().setState({ microphoneId: 'headset', cameraId: 'dome', speakerId: 'bar', volume: 0.4, ownVolume: 0.4 });
  const chosen = { microphoneId: 'headset', cameraId: 'dome', speakerId: 'bar', volume: 0.4, ownVolume: 0.4 };
  expect(load().getState()).toMatchObject(chosen);
  visit.kept.clear();
  expect(load().getState()).toMatchObject(chosen);
  expect(load('expert').getState()).toMatchObject({ microphoneId: null, volume: 1 });
});

it('[E15] a customer’s own volume, the path and the quality outlive a reload, and end with the visit', () => {
  const { load } = machine();
  const page = load();
  page.setState({ volume: 0.7, ownVolume: 0.7 });
  page.setState({ volume: 0.2, pathPolicy: 'tcp', quality: 'small', isQualityChosen: true });
  expect(load().getState()).toMatchObject({ volume: 0.2, ownVolume: 0.7, pathPolicy: 'tcp', quality: 'small', isQualityChosen: true });
  page.setState({ volume: 0.7, pathPolicy: 'any', isQualityChosen: false });
  expect(load().getState()).toMatchObject({ volume: 0.7, pathPolicy: 'any', quality: 'full', isQualityChosen: false });
});

it('[E15] a loudspeaker that practice has turned down is no choice', () => {
  const { load } = machine();
  load().setState({ volume: 0, deviceFault: 'speakerOff' });
  expect(load().getState().volume).toBe(1);
});

it('[E15] what is kept badly, or cannot be kept, hinders nobody', () => {
  const { load, own, visit } = machine();
  own.setItem('distans.terminal.devices', '{"microphoneId": 7, "ownVolume": 0.5');
  visit.setItem('distans.terminal.visit', '{"volume": 12, "pathPolicy": "pigeon"}');
  expect(load().getState()).toMatchObject({ microphoneId: null, volume: 1, pathPolicy: 'any' });
  own.setItem('distans.terminal.devices', '{"microphoneId": 7, "ownVolume": 0.5}');
  expect(load().getState()).toMatchObject({ microphoneId: null, ownVolume: 0.5, volume: 0.5 });
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  const store = createCallMediaStore();
  keepChoices(store, 'terminal', { own: blocked, visit: blocked });
  store.setState({ speakerId: 'bar' });
  expect(store.getState()).toMatchObject({ speakerId: 'bar', volume: 1 });
});
