import { describe, expect, it } from 'vitest';
import { ConfigError, describeSettings, readConfig } from '#server/config.ts';

const faultOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
    return 'none';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};
const production = {
  NODE_ENV: 'production',
  SECRETS_KEY: Buffer.alloc(32).toString('base64'),
  DATABASE_URL: 'postgres://x',
  MEDIA_ANNOUNCED_ADDRESS: '203.0.113.10',
};

describe('settings', () => {
  it('nothing set is a demo with the embedded database', () => {
    expect(readConfig({})).toMatchObject({ isDemo: true, PORT: 3000 });
  });

  it('production is never a demo, and wants a real database and an address for media', () => {
    expect(readConfig(production)).toMatchObject({ isDemo: false });
    expect(faultOf({ ...production, DEMO: 'true' })).toContain('Demo mode is refused');
    expect(faultOf({ NODE_ENV: 'production', MEDIA_ANNOUNCED_ADDRESS: 'a' })).toContain('DATABASE_URL is required');
    expect(faultOf({ NODE_ENV: 'production', DATABASE_URL: 'postgres://x' })).toContain('MEDIA_ANNOUNCED_ADDRESS is required');
  });

  it('[M13] a demo, where anybody can be anybody, listens to this machine only, unless it is told otherwise', () => {
    expect(readConfig({}).HOST).toBe('127.0.0.1');
    expect(readConfig({ HOST: '0.0.0.0' }).HOST).toBe('0.0.0.0');
    expect(readConfig(production).HOST).toBe('0.0.0.0');
  });

  it('[M13] a pilot is production on the embedded database, with real sign-in', () => {
    const pilot = { NODE_ENV: 'production', PILOT: 'true', MEDIA_ANNOUNCED_ADDRESS: '203.0.113.10' };
    expect(readConfig(pilot)).toMatchObject({ isDemo: false, HOST: '0.0.0.0' });
    expect(faultOf({ ...pilot, DEMO: 'true' })).toContain('PILOT is real sign-in');
    expect(faultOf({ ...pilot, NODE_ENV: 'development' })).toContain('PILOT is real sign-in');
    expect(faultOf({ ...pilot, DATABASE_URL: 'postgres://x' })).toContain('PILOT is for the embedded database');
  });

  it('[M12] production on a real database wants a key for its secrets, and what is no key is refused', () => {
    expect(faultOf({ ...production, SECRETS_KEY: '' })).toContain('SECRETS_KEY is required');
    expect(faultOf({ ...production, SECRETS_KEY: 'short' })).toContain('SECRETS_KEY is 32 bytes');
    const two = readConfig({ ...production, SECRETS_KEY: `${'ab'.repeat(32)}, ${Buffer.alloc(32, 1).toString('base64')}` });
    expect(two.secretsKeys.map((key) => key.toString('hex').slice(0, 4))).toEqual(['abab', '0101']);
    expect(readConfig({}).secretsKeys).toEqual([]);
  });

  it('demo mode is refused with a real database', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://x' }).isDemo).toBe(false);
    expect(faultOf({ DATABASE_URL: 'postgres://x', DEMO: 'true' })).toContain('Demo mode is refused with a real database');
  });

  it('all faults are named at once, and what is empty counts as not set', () => {
    const fault = faultOf({ PORT: 'abc', RING_MS: '1', TURN_URLS: '' });
    expect(fault).toContain('PORT');
    expect(fault).toContain('RING_MS');
    expect(fault).not.toContain('TURN_URLS');
    expect(faultOf({ TURN_URLS: 'turn:a' })).toContain('TURN_URLS needs TURN_SECRET');
  });

  it('every setting says what it is for', () => {
    expect(describeSettings().filter(({ meaning }) => meaning === '')).toEqual([]);
  });
});
