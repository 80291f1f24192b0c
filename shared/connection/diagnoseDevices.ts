import type { LegHistory, LegSample } from './evidence.ts';
import type { Indication } from './findings.ts';

/** Mean brightness below which a picture is dark, if it has no contrast either: a covered lens, not a dim room. */
const coveredBrightness = 0.08;
const coveredContrast = 0.03;
/** Acoustic feedback is in nearly every sample of two seconds; beeps, bells and vowels are in fewer than half of them. */
const feedbackShare = 0.7;
/** Two levels that rise and fall this much alike for some seconds do so for a reason. */
const echoLikeness = 0.8;
/** While nobody is heard, nothing is learnt about an echo: the last result is kept for this long. */
const echoKnownMs = 30_000;

const certain = (code: Indication['code'], evidence: Indication['evidence'] = {}): Indication => ({ code, certainty: 'certain', evidence });

/** What is wrong with microphone, camera and loudspeaker. What the person has muted or closed is no fault. */
export function deviceIndications(history: LegHistory, { report }: LegSample): Indication[] {
  if (report === null) return [];
  const { devices } = report;
  return [...microphone(devices), ...camera(devices), ...speaker(report), ...acousticFeedback(devices), ...echo(history, devices)];
}

type Devices = NonNullable<LegSample['report']>['devices'];

function microphone({ microphone: state, isMicrophoneMuted, microphonePeak }: Devices): Indication[] {
  switch (state) {
    case 'missing':
      return [certain('microphoneMissing')];
    // Until a person allows it, it is not allowed.
    case 'asking':
    case 'denied':
      return [certain('microphoneDenied')];
    case 'busy':
      return [certain('microphoneBusy')];
    case 'notAnswering':
      return [certain('microphoneNotAnswering')];
    case 'silent':
      return isMicrophoneMuted ? [] : [certain('microphoneSilent', { mutedBy: 'device' })];
    case 'ok':
      // A room is never perfectly still: digital silence means a switch on the device or a dead cable.
      return !isMicrophoneMuted && microphonePeak === 0 ? [certain('microphoneSilent', { microphonePeak })] : [];
    case 'unknown':
      return [];
  }
}

function camera(devices: Devices): Indication[] {
  switch (devices.camera) {
    case 'missing':
      return [certain('cameraMissing')];
    // Until a person allows it, it is not allowed.
    case 'asking':
    case 'denied':
      return [certain('cameraDenied')];
    case 'busy':
      return [certain('cameraBusy')];
    case 'notAnswering':
      return [certain('cameraNotAnswering')];
    case 'silent':
      return devices.isCameraMuted ? [] : [certain('cameraFrozen', { mutedBy: 'device' })];
    case 'ok':
      return devices.isCameraMuted ? [] : picture(devices);
    case 'unknown':
      return [];
  }
}

function picture({ cameraBrightness, cameraContrast, cameraChange }: Devices): Indication[] {
  if (cameraBrightness === null || cameraContrast === null) return [];
  if (cameraBrightness < coveredBrightness && cameraContrast < coveredContrast)
    return [{ code: 'cameraCovered', certainty: 'likely', evidence: { cameraBrightness, cameraContrast } }];
  // A living sensor has noise; a picture that does not change at all from look to look is the same picture.
  return cameraChange === 0 ? [certain('cameraFrozen', { cameraChange })] : [];
}

function speaker({ devices: { isSoundBlocked, isSpeakerMissing, volume }, inbound }: NonNullable<LegSample['report']>): Indication[] {
  const isHearing = inbound.some(({ source }) => source === 'microphone');
  if (isSpeakerMissing) return [certain('speakerMissing')];
  if (isSoundBlocked) return [certain('speakerOff', { blockedBy: 'browser' })];
  return isHearing && volume === 0 ? [certain('speakerOff', { volume })] : [];
}

const acousticFeedback = ({ acousticFeedbackRatio }: Devices): Indication[] =>
  acousticFeedbackRatio !== null && acousticFeedbackRatio >= feedbackShare
    ? [{ code: 'acousticFeedback', certainty: 'likely', evidence: { acousticFeedbackRatio } }]
    : [];

/** The others hear themselves, since this microphone takes up what this loudspeaker plays. */
function echo({ samples }: LegHistory, { isMicrophoneMuted, volume }: Devices): Indication[] {
  if (isMicrophoneMuted || volume === 0) return [];
  const from = (samples.at(-1)?.at ?? 0) - echoKnownMs;
  const told = samples.flatMap(({ at, report }) => {
    const { echoRatio = null, echoDelay = null } = report?.devices ?? {};
    return at < from || echoRatio === null || echoDelay === null ? [] : { echoRatio, echoDelay };
  });
  const evidence = told.at(-1);
  return evidence !== undefined && evidence.echoRatio > echoLikeness ? [{ code: 'echo', certainty: 'likely', evidence }] : [];
}
