import type { Figures, NumberName } from '#shared/connection/figures.ts';
import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import { localeOf } from '#client/app/i18n/locale.ts';

/** How a figure is shown: multiplied from the unit of webrtc-stats into the one that people read, with so many decimals. */
const shown: Record<NumberName, { readonly factor: number; readonly decimals: number }> = {
  score: { factor: 1, decimals: 1 },
  upLossRatio: { factor: 100, decimals: 1 },
  downLossRatio: { factor: 100, decimals: 1 },
  roundTripTime: { factor: 1_000, decimals: 0 },
  jitter: { factor: 1_000, decimals: 0 },
  upBitrate: { factor: 0.001, decimals: 0 },
  downBitrate: { factor: 0.001, decimals: 0 },
  framesPerSecond: { factor: 1, decimals: 0 },
  frameHeight: { factor: 1, decimals: 0 },
  concealedRatio: { factor: 100, decimals: 1 },
  freezesDuration: { factor: 1, decimals: 1 },
  producerScore: { factor: 1, decimals: 0 },
  consumerScore: { factor: 1, decimals: 0 },
  microphoneLevel: { factor: 100, decimals: 1 },
  playedLevel: { factor: 100, decimals: 1 },
  volume: { factor: 100, decimals: 0 },
  cameraBrightness: { factor: 100, decimals: 0 },
};

export const figureNames = Object.keys(shown) as NumberName[];

/** The figure as a number in its shown unit; null where it is not known. */
export const figureValue = (name: NumberName, figures: Figures): number | null => {
  const value = figures[name];
  return value === null ? null : value * shown[name].factor;
};

/** The figure in the language's own way of writing numbers. */
export function figureText(name: NumberName, value: number | null, language: string): string {
  if (value === null) return '–';
  const { factor, decimals } = shown[name];
  return new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value * factor);
}

/** A change below this share, or below this much in the shown unit, may be chance. */
const clearShare = 0.2;
const clearAmount: Record<NumberName, number> = {
  score: 0.2,
  upLossRatio: 1,
  downLossRatio: 1,
  roundTripTime: 20,
  jitter: 10,
  upBitrate: 100,
  downBitrate: 100,
  framesPerSecond: 3,
  frameHeight: 60,
  concealedRatio: 1,
  freezesDuration: 0.3,
  producerScore: 2,
  consumerScore: 2,
  microphoneLevel: 1,
  playedLevel: 1,
  volume: 5,
  cameraBrightness: 5,
};

/** What the people and the room do, unless a remote action has just changed it: told of those remote actions alone. */
const ofRoom = ['microphoneLevel', 'playedLevel', 'volume', 'cameraBrightness'] as const satisfies readonly NumberName[];
type OfRoom = (typeof ofRoom)[number];
const isOfRoom = (name: NumberName): name is OfRoom => ofRoom.some((one) => one === name);

function changedInRoom(remoteAction: RemoteAction): readonly OfRoom[] {
  switch (remoteAction.remoteAction) {
    case 'chooseDevice':
      return { audioinput: ['microphoneLevel'] as const, videoinput: ['cameraBrightness'] as const, audiooutput: [] }[remoteAction.kind];
    case 'setVolume':
      return ['volume'];
    case 'unmute':
      return ['microphoneLevel'];
    case 'restartMedia':
    case 'reload':
      return ['microphoneLevel', 'playedLevel', 'cameraBrightness'];
    case 'restartIce':
    case 'setPath':
      return ['playedLevel'];
    case 'setQuality':
    case 'testDevices':
    case 'selfTest':
    case 'attention':
      return [];
  }
}

/** The figures that a repair has clearly changed. */
export const clearChanges = (remoteAction: RemoteAction, before: Figures, after: Figures): NumberName[] =>
  figureNames.filter((name) => {
    if (isOfRoom(name) && !changedInRoom(remoteAction).includes(name)) return false;
    const [earlier, later] = [figureValue(name, before), figureValue(name, after)];
    if (earlier === null || later === null) return false;
    const change = Math.abs(later - earlier);
    // What is set and not measured has no chance in it.
    const share = name === 'volume' ? 0 : clearShare;
    return change >= clearAmount[name] && change >= share * Math.max(Math.abs(earlier), Math.abs(later));
  });
