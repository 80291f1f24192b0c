import { type ReactNode, createContext, useContext, useMemo } from 'react';
import type { Role } from '#shared/contract/define.ts';
import { type Face, useMedia } from '#client/state/face.ts';

type Sound = { readonly speakerId: string | null; readonly volume: number; readonly setBlocked: (isBlocked: boolean) => void };

const SoundContext = createContext<Sound>({ speakerId: null, volume: 1, setBlocked: () => {} });

/** Which loudspeaker everything on the page plays on, how loud, and whether the browser lets it. */
export function SoundOf<R extends Role>({ face, children }: { readonly face: Face<R>; readonly children: ReactNode }) {
  const { speakerId: chosen, volume, devices } = useMedia(face);
  // A loudspeaker that has gone gives way to the system's own, and takes its place again when it is back (complaint 13).
  const speakerId = devices.some(({ kind, deviceId }) => kind === 'audiooutput' && deviceId === chosen) ? chosen : null;
  const sound = useMemo(() => ({ speakerId, volume, setBlocked: face.media.setSoundBlocked }), [speakerId, volume, face]);
  return <SoundContext value={sound}>{children}</SoundContext>;
}

export const useSound = (): Sound => useContext(SoundContext);
