import { describe, expect, it } from 'vitest';
import { isSpeakerMissing } from '#client/media/devices/speaker.rules.ts';
import { formSent } from '#client/media/session/sent.rules.ts';

const open = { isThere: true, isSending: true, isMuted: false, quality: 'full' } as const;

describe('what is sent of a source', () => {
  it.each(['microphone', 'camera'] as const)('%s: nothing without a device, without leave, or muted', (source) => {
    expect(formSent({ ...open, source })).toBe('whole');
    expect(formSent({ ...open, source, isThere: false })).toBe('nothing');
    expect(formSent({ ...open, source, isSending: false })).toBe('nothing');
    expect(formSent({ ...open, source, isMuted: true })).toBe('nothing');
  });

  it('a narrow line has still pictures, then none; its sound stays whole', () => {
    const levels = ['full', 'reduced', 'small', 'still', 'audioOnly'] as const;
    expect(levels.map((quality) => formSent({ ...open, source: 'camera', quality }))).toEqual(['whole', 'whole', 'whole', 'still', 'nothing']);
    expect(levels.map((quality) => formSent({ ...open, source: 'microphone', quality }))).toEqual(levels.map(() => 'whole'));
  });

  it('no still picture leaves a page that is muted or may not send', () => {
    expect(formSent({ ...open, source: 'camera', quality: 'still', isMuted: true })).toBe('nothing');
    expect(formSent({ ...open, source: 'camera', quality: 'still', isSending: false })).toBe('nothing');
  });
});

describe('a loudspeaker', () => {
  const speaker = [{ kind: 'audiooutput' }] as const;
  const none = [{ kind: 'audioinput' }] as const;

  it('is missing only where one was there', () => {
    expect(isSpeakerMissing(none, { devices: none, isSpeakerMissing: false })).toBe(false);
    expect(isSpeakerMissing(none, { devices: speaker, isSpeakerMissing: false })).toBe(true);
  });

  it('stays missing until it is back', () => {
    expect(isSpeakerMissing(none, { devices: none, isSpeakerMissing: true })).toBe(true);
    expect(isSpeakerMissing(speaker, { devices: none, isSpeakerMissing: true })).toBe(false);
  });
});
