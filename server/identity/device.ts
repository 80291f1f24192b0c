import Bowser from 'bowser';
import { type Device, browserKinds, systemKinds } from '#shared/identity/contract.ts';

const browsers: Readonly<Record<string, Device['browser']>> = {
  Chrome: 'chrome',
  Chromium: 'chrome',
  'Microsoft Edge': 'edge',
  Firefox: 'firefox',
  Safari: 'safari',
};
const systems: Readonly<Record<string, Device['system']>> = {
  Windows: 'windows',
  macOS: 'macos',
  Linux: 'linux',
  Android: 'android',
  iOS: 'ios',
  'Chrome OS': 'chromeos',
};

export const unknownDevice: Device = { browser: browserKinds[0], system: systemKinds[0] };

/** Which kind of browser on which kind of machine: enough to know one's own again, and too little to know anybody else by. */
export function deviceOf(userAgent: string | undefined): Device {
  if (userAgent === undefined || userAgent === '') return unknownDevice;
  const { browser, os } = Bowser.parse(userAgent.slice(0, 400));
  return { browser: browsers[browser.name ?? ''] ?? 'other', system: systems[os.name ?? ''] ?? 'other' };
}
