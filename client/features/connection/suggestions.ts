import { type AlertCode, type RemoteActionName, causeOf } from '#shared/connection/findings.ts';
import type { QualityLevel } from '#shared/connection/videoLadder.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import type { DeviceChoice, MediaSettings } from '#shared/contract/views/index.ts';

/** Remote actions that are a press and nothing more. */
export const presses = [
  'restartMedia',
  'restartIce',
  'unmute',
  'testDevices',
  'selfTest',
  'attention',
  'reload',
] as const satisfies readonly RemoteActionName[];

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
function remoteActionsOf(name: RemoteActionName, code: AlertCode, { devices, settings }: Known): readonly RemoteAction[] {
  switch (name) {
    case 'setQuality':
      return lighter.filter((quality) => quality !== settings?.quality).map((quality) => ({ remoteAction: 'setQuality', quality }));
    case 'setPath': {
      const policy = otherPath(code, settings?.pathPolicy ?? 'any');
      return policy === null ? [] : [{ remoteAction: 'setPath', policy }];
    }
    case 'setVolume':
      return [{ remoteAction: 'setVolume', volume: code === 'acousticFeedback' || code === 'echo' ? quiet : heard }];
    case 'chooseDevice': {
      const kind = code.startsWith('camera') ? 'videoinput' : 'audioinput';
      const others = devices.filter((one) => one.kind === kind && one.deviceId !== settings?.[kind]);
      return others.slice(0, offeredDevices).map(({ deviceId }) => ({ remoteAction: 'chooseDevice', kind, deviceId }));
    }
    case 'unmute':
    case 'restartMedia':
    case 'restartIce':
    case 'testDevices':
    case 'selfTest':
    case 'reload':
    case 'attention':
      return [{ remoteAction: name }];
  }
}

/** What helps against what stands, ready to press, the likeliest first and each once. */
export function suggestedRemoteActions(causes: readonly AlertCode[], known: Known, without: readonly RemoteActionName[] = []): RemoteAction[] {
  const remoteActions = causes.flatMap((code) =>
    causeOf(code)
      .remoteActions.filter((name) => !without.includes(name))
      .flatMap((name) => remoteActionsOf(name, code, known)),
  );
  return [...new Map(remoteActions.map((remoteAction) => [JSON.stringify(remoteAction), remoteAction])).values()];
}

/**
 * What helps against each of the causes, the weightiest first. The first is the cause's button, and no other cause's button does the same. A cause
 * that a person must mend by hand, or that an earlier button mends too, has none.
 */
export function remoteActionsAgainst(
  causes: readonly AlertCode[],
  known: Known,
  without: readonly RemoteActionName[] = [],
): ReadonlyMap<AlertCode, readonly [RemoteAction, ...RemoteAction[]]> {
  const offered = new Set<RemoteActionName>();
  const byCause = new Map<AlertCode, readonly [RemoteAction, ...RemoteAction[]]>();
  for (const code of causes) {
    const suggested = suggestedRemoteActions([code], known, without);
    const first = suggested.find(({ remoteAction }) => !offered.has(remoteAction));
    if (first === undefined) continue;
    offered.add(first.remoteAction);
    byCause.set(code, [first, ...suggested.filter((one) => one !== first)]);
  }
  return byCause;
}
