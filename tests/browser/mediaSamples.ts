import type { Page } from '@playwright/test';
import { mediaFigures } from './people.ts';

type State = {
  readonly quality: string;
  readonly isMicrophoneMuted: boolean;
  readonly pathPolicy: string;
  readonly deviceFault: string;
  readonly localVideo: MediaStreamTrack | null;
  readonly localAudio: MediaStreamTrack | null;
};
type Globals = { distansMedia: { store: { getState(): State }; stats(): Promise<RTCStatsReport[]> } };
/** How the page's media is set, and what it captures with. */
export const mediaOf = (page: Page) =>
  page.evaluate(() => {
    const { quality, isMicrophoneMuted, pathPolicy, deviceFault, localVideo, localAudio } = (window as unknown as Globals).distansMedia.store.getState();
    return { quality, isMicrophoneMuted, pathPolicy, deviceFault, camera: localVideo?.label, microphone: localAudio?.label };
  });
/** What names the present path out; another one after an ICE restart (RFC 8839, 5.4). */
export const pathOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const [sent] = await (window as unknown as Globals).distansMedia.stats();
    const transports = [...(sent?.values() ?? [])].filter(({ type }: { type: string }) => type === 'transport') as { iceLocalUsernameFragment: string }[];
    return transports[0]?.iceLocalUsernameFragment ?? '';
  });

/** Which layers of the picture (simulcast) may be sent now, the smallest first. */
export const layersOf = (page: Page): Promise<boolean[]> =>
  page.evaluate(async () => {
    const [sent] = await (window as unknown as Globals).distansMedia.stats();
    const stats = [...(sent?.values() ?? [])] as { type: string; rid?: string; active?: boolean }[];
    const layers = stats.filter(({ type, rid }) => type === 'outbound-rtp' && rid !== undefined);
    return layers.toSorted((a, b) => String(a.rid).localeCompare(String(b.rid))).map(({ active }) => active === true);
  });

/** This page's own candidate of each connected transport: how packets leave, then how they come; a relay's protocol is the one that it is reached by. */
const ownCandidates = (page: Page): Promise<{ protocol: string; candidateType: string; port: number }[]> =>
  page.evaluate(async () => {
    const reports = await (window as unknown as Globals).distansMedia.stats();
    return reports.flatMap((report) => {
      const stats = [...report.values()] as Record<string, unknown>[];
      const pairId = stats.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
      const localId = stats.find(({ id }) => id === pairId)?.['localCandidateId'];
      const local = stats.find(({ id }) => id === localId);
      return local === undefined
        ? []
        : [{ protocol: String(local['relayProtocol'] ?? local['protocol']), candidateType: String(local['candidateType']), port: Number(local['port']) }];
    });
  });

/** How packets leave and come, as "protocol candidateType" of each connected transport. */
export const waysOf = async (page: Page): Promise<string[]> => (await ownCandidates(page)).map(({ protocol, candidateType }) => `${protocol} ${candidateType}`);

/** The port that media comes in at; the receiving transport is the last one. */
export const portOf = async (page: Page): Promise<number | undefined> => (await ownCandidates(page)).at(-1)?.port;

/** The open microphone and camera, by track. */
export const tracksOf = (page: Page) =>
  page.evaluate(() => {
    const { localAudio, localVideo } = (window as unknown as Globals).distansMedia.store.getState();
    return [localAudio?.id ?? null, localVideo?.id ?? null];
  });

/** Whether the open microphone and camera give anything. */
export const enabledOf = (page: Page) =>
  page.evaluate(() => {
    const { localAudio, localVideo } = (window as unknown as Globals).distansMedia.store.getState();
    return [localAudio?.enabled, localVideo?.enabled];
  });

/** Frames that come while a second passes. */
export const framesIn = async (page: Page): Promise<number> => {
  const before = (await mediaFigures(page)).framesDecoded;
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
  return (await mediaFigures(page)).framesDecoded - before;
};

/** Counts what the page makes and opens, from before anything of it runs. */
export const addCounters = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const counts = Object.assign(window, { connectionsMade: 0, devicesOpened: 0 });
    window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
      construct(Made, given) {
        const made = new Made(...(given as []));
        const setRemoteDescription = made.setRemoteDescription.bind(made);
        let isCounted = false;
        // One that knows no far side, as what the browser can do is asked of, leads nowhere.
        made.setRemoteDescription = (description) => {
          counts.connectionsMade += isCounted ? 0 : 1;
          isCounted = true;
          return setRemoteDescription(description);
        };
        return made;
      },
    });
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (constraints) => {
      counts.devicesOpened += 1;
      return open(constraints);
    };
  });
};
/** A cable to each device that can be pulled out, whereupon it is not in the list and gives nothing. */
export const addCable = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const [open, list] = [mediaDevices.getUserMedia.bind(mediaDevices), mediaDevices.enumerateDevices.bind(mediaDevices)];
    const opened = new Set<MediaStreamTrack>();
    let gone: string | null = null;
    mediaDevices.enumerateDevices = async () => (await list()).filter(({ deviceId }) => deviceId !== gone);
    mediaDevices.getUserMedia = async (constraints = {}) => {
      if (gone !== null && JSON.stringify(constraints).includes(gone)) throw new DOMException('pulled out', 'NotFoundError');
      const stream = await open(constraints);
      stream.getTracks().forEach((track) => opened.add(track));
      return stream;
    };
    Object.assign(window, {
      pullOut: async (label: string | null) => {
        gone = (await list()).find((device) => device.label === label)?.deviceId ?? null;
        for (const track of opened) {
          if (track.getSettings().deviceId !== gone || track.readyState === 'ended') continue;
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }
        mediaDevices.dispatchEvent(new Event('devicechange'));
      },
    });
  });
};
/** Pulls out the one device of that name and plugs all others in. */
export const pullOut = (page: Page, label: string | null) =>
  page.evaluate((name) => (window as unknown as { pullOut(label: string | null): Promise<void> }).pullOut(name), label);
export const countsOf = (page: Page) =>
  page.evaluate(() => {
    const { connectionsMade, devicesOpened } = window as unknown as { connectionsMade: number; devicesOpened: number };
    return { connectionsMade, devicesOpened };
  });
