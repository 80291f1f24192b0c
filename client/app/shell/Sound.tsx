import { type ReactNode, createContext, useContext, useMemo } from 'react';
import type { Role } from '#shared/contract/define.ts';
import { speakerOf } from '#client/media/devices/pageSound.ts';
import { type RoleClient, useMedia } from '#client/app/state/roleClient.ts';

type Sound = { readonly speakerId: string | null; readonly volume: number; readonly setBlocked: (isBlocked: boolean) => void };

const SoundContext = createContext<Sound>({ speakerId: null, volume: 1, setBlocked: () => {} });

/** Which loudspeaker everything on the page plays on, how loud, and whether the browser lets it. */
export function SoundOf<R extends Role>({ roleClient, children }: { readonly roleClient: RoleClient<R>; readonly children: ReactNode }) {
  const media = useMedia(roleClient);
  const { volume } = media;
  const speakerId = speakerOf(media);
  const sound = useMemo(() => ({ speakerId, volume, setBlocked: roleClient.media.setSoundBlocked }), [speakerId, volume, roleClient]);
  return <SoundContext value={sound}>{children}</SoundContext>;
}

export const useSound = (): Sound => useContext(SoundContext);
