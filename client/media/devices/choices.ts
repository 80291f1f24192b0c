import { z } from 'zod';
import { qualityLevels } from '#shared/connection/videoLadder.ts';
import { pathPolicies } from '#shared/connection/pathPolicy.ts';
import type { Role } from '#shared/contract/define.ts';
import type { CallMediaStore } from '#client/media/state.ts';

const deviceId = z.string().nullable().catch(null);
const volume = z.number().min(0).max(1);

/**
 * What was chosen for this machine stays with its browser, as device ids do: they are made up by each browser and mean nothing elsewhere, so the server
 * could not give them to another one; a private window forgets both together, when it is closed and not when it is reloaded.
 */
const ownSchema = z.object({ microphoneId: deviceId, cameraId: deviceId, speakerId: deviceId, ownVolume: volume.catch(1) });
/**
 * What was chosen for this visit survives a reload and ends with the visit. So do path and quality: they help against what is wrong with the line
 * today, and would hold down every later call if nobody took them back.
 */
const visitSchema = z.object({
  volume: volume.nullable().catch(null),
  quality: z.enum(['auto', ...qualityLevels]).catch('auto'),
  pathPolicy: z.enum(pathPolicies).catch('any'),
});

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;
/** Functions, since a browser that is set to keep nothing already throws when it is asked for one. */
type Shelves = { readonly own: () => Shelf; readonly visit: () => Shelf };
const browserShelves: Shelves = { own: () => localStorage, visit: () => sessionStorage };

/** Gives the store what was chosen before the page was loaded, and keeps what is chosen from now on. A browser that keeps nothing begins afresh. */
export function keepChoices(store: CallMediaStore, role: Role, { own, visit }: Shelves = browserShelves): void {
  const ownKey = `distans.${role}.devices`;
  const visitKey = `distans.${role}.visit`;
  const known = read(own, ownKey, ownSchema);
  const now = read(visit, visitKey, visitSchema);
  store.setState({
    ...known,
    volume: now.volume ?? known.ownVolume,
    pathPolicy: now.pathPolicy,
    ...(now.quality === 'auto' ? {} : { quality: now.quality, isQualityChosen: true }),
  });
  store.subscribe((state, before) => {
    const { microphoneId, cameraId, speakerId, ownVolume, quality, isQualityChosen, pathPolicy } = state;
    if ((['microphoneId', 'cameraId', 'speakerId', 'ownVolume'] as const).some((key) => state[key] !== before[key]))
      write(own, ownKey, { microphoneId, cameraId, speakerId, ownVolume });
    if ((['volume', 'ownVolume', 'quality', 'isQualityChosen', 'pathPolicy'] as const).every((key) => state[key] === before[key])) return;
    // A loudspeaker that practice has turned down is turned up by a reload.
    const isOwn = state.volume === ownVolume || state.deviceFault === 'speakerOff';
    write(visit, visitKey, { volume: isOwn ? null : state.volume, quality: isQualityChosen ? quality : 'auto', pathPolicy });
  });
}

function read<T extends z.ZodType>(shelf: () => Shelf, key: string, schema: T): z.output<T> {
  try {
    return schema.parse(JSON.parse(shelf().getItem(key) ?? '{}'));
  } catch (error) {
    console.info('what was chosen before cannot be read', error);
    return schema.parse({});
  }
}

function write(shelf: () => Shelf, key: string, value: object): void {
  try {
    shelf().setItem(key, JSON.stringify(value));
  } catch (error) {
    console.info('the choice lasts until the page is loaded again', error);
  }
}
