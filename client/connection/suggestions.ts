import { type AlertCode, type LeverName, causeOf } from '#shared/connection/findings.ts';
import type { QualityLevel } from '#shared/connection/ladder.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { Lever } from '#shared/contract/levers.ts';
import type { DeviceChoice, MediaSettings } from '#shared/contract/views/index.ts';

/** Levers that are a press and nothing more. */
export const presses = ['restartMedia', 'restartIce', 'unmute', 'testDevices', 'selfTest', 'attention', 'reload'] as const satisfies readonly LeverName[];

/** Other devices of one kind that are offered at once; more stand in the list. */
const offeredDevices = 2;
const lighter: readonly QualityLevel[] = ['small', 'audioOnly'];
/** As loud as it goes where nothing is heard, and a third where it comes back. */
const heard = 1;
const quiet = 0.3;

type Known = { readonly devices: readonly DeviceChoice[]; readonly settings: MediaSettings | null };

function otherPath(code: AlertCode, now: PathPolicy): PathPolicy | null {
  // A way round that nobody has chosen the page leaves by itself.
  if (code === 'overTcp' || code === 'overRelay') return now === 'any' ? null : 'any';
  return now === 'tcp' ? 'relay' : 'tcp';
}

/** What a remedy means against a cause, with everything that it needs set. */
function leversOf(name: LeverName, code: AlertCode, { devices, settings }: Known): readonly Lever[] {
  switch (name) {
    case 'setQuality':
      return lighter.filter((quality) => quality !== settings?.quality).map((quality) => ({ lever: 'setQuality', quality }));
    case 'setPath': {
      const policy = otherPath(code, settings?.pathPolicy ?? 'any');
      return policy === null ? [] : [{ lever: 'setPath', policy }];
    }
    case 'setVolume':
      return [{ lever: 'setVolume', volume: code === 'howl' || code === 'echo' ? quiet : heard }];
    case 'chooseDevice': {
      const kind = code.startsWith('camera') ? 'videoinput' : 'audioinput';
      const others = devices.filter((one) => one.kind === kind && one.deviceId !== settings?.[kind]);
      return others.slice(0, offeredDevices).map(({ deviceId }) => ({ lever: 'chooseDevice', kind, deviceId }));
    }
    case 'unmute':
    case 'restartMedia':
    case 'restartIce':
    case 'testDevices':
    case 'selfTest':
    case 'reload':
    case 'attention':
      return [{ lever: name }];
  }
}

/** What helps against what stands, ready to press, the likeliest first and each once. */
export function suggestedLevers(causes: readonly AlertCode[], known: Known, without: readonly LeverName[] = []): Lever[] {
  const levers = causes.flatMap((code) =>
    causeOf(code)
      .remedies.filter((name) => !without.includes(name))
      .flatMap((name) => leversOf(name, code, known)),
  );
  return [...new Map(levers.map((lever) => [JSON.stringify(lever), lever])).values()];
}
