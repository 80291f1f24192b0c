import { type StoreApi, createStore } from 'zustand/vanilla';
import type { QualityLevel } from '#shared/connection/videoLadder.ts';
import type { HealingStep, PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { ConsumerDescription } from '#shared/contract/media.ts';
import type { DeviceState } from '#shared/contract/deviceStates.ts';
import type { DeviceFault } from '#shared/practice/deviceFaults.ts';
import type { Member } from '#shared/encryption/contract.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';

export type RemoteTrack = { readonly consumerId: string; readonly track: MediaStreamTrack; readonly isOpen: boolean; readonly isMuted: boolean };
export type RemoteParticipant = {
  readonly role: ConsumerDescription['from']['role'];
  readonly id: string;
  readonly audio: RemoteTrack | null;
  readonly video: RemoteTrack | null;
};
export type DeviceChoice = { readonly kind: MediaDeviceKind; readonly deviceId: string; readonly label: string };

/** How the encryption with somebody in the call stands. */
export type EncryptedMember = {
  readonly member: Member;
  /** Six digits that both people compare; null until the pages have agreed. */
  readonly code: string | null;
  /** Somebody is between the two, or the codes differ: nothing goes there. */
  readonly isForged: boolean;
  /** The person here has found the codes to be the same. */
  readonly isConfirmed: boolean;
  /** The person here has let them in, or need not. */
  readonly isAdmitted: boolean;
  /** They can open what this page sends. */
  readonly hasKey: boolean;
};

export type CallMediaState = {
  readonly connection: 'idle' | 'connecting' | 'connected' | 'healing';
  /** Null while nothing needs healing, or nothing has been tried yet. */
  readonly healingStep: HealingStep | null;
  readonly localAudio: MediaStreamTrack | null;
  readonly localVideo: MediaStreamTrack | null;
  readonly cameraState: DeviceState;
  readonly microphoneState: DeviceState;
  readonly isMicrophoneMuted: boolean;
  readonly isCameraMuted: boolean;
  /** Whether the server has opened our microphone and camera: before the answer it is false and nothing leaves the page. */
  readonly isSending: boolean;
  /** 0 to 1. */
  readonly microphoneLevel: number;
  readonly volume: number;
  /** The volume of this page when nobody has set another one for the visit or the call. */
  readonly ownVolume: number;
  /** The microphone and the camera that were chosen; null takes the system's. They may be away just now. */
  readonly microphoneId: string | null;
  readonly cameraId: string | null;
  /** The loudspeaker that was chosen; null takes the system's. */
  readonly speakerId: string | null;
  /** There was one, and there is none any more. */
  readonly isSpeakerMissing: boolean;
  /** The browser holds sound back till somebody touches the page. */
  readonly isSoundBlocked: boolean;
  /** How much of the picture is sent, and whether a person chose so. */
  readonly quality: QualityLevel;
  readonly isQualityChosen: boolean;
  readonly pathPolicy: PathPolicy;
  readonly remotes: readonly RemoteParticipant[];
  /** Null where pages do not encrypt. */
  readonly encryption: readonly EncryptedMember[] | null;
  readonly devices: readonly DeviceChoice[];
  /** What a practice call makes the devices pretend. */
  readonly deviceFault: DeviceFault;
};

export type CallMediaStore = StoreApi<CallMediaState>;

export const createCallMediaStore = (): CallMediaStore =>
  createStore<CallMediaState>(() => ({
    connection: 'idle',
    healingStep: null,
    localAudio: null,
    localVideo: null,
    cameraState: 'unknown',
    microphoneState: 'unknown',
    isMicrophoneMuted: false,
    isCameraMuted: false,
    isSending: false,
    microphoneLevel: 0,
    volume: 1,
    ownVolume: 1,
    microphoneId: null,
    cameraId: null,
    speakerId: null,
    isSpeakerMissing: false,
    isSoundBlocked: false,
    quality: 'full',
    isQualityChosen: false,
    pathPolicy: 'any',
    remotes: [],
    encryption: null,
    devices: [],
    deviceFault: 'none',
  }));

export const isMuted = (state: CallMediaState, source: MediaSource): boolean => (source === 'microphone' ? state.isMicrophoneMuted : state.isCameraMuted);
