import { useEffect } from 'react';
import type { Role } from '#shared/contract/define.ts';
import type { Face } from '#client/state/face.ts';

/** Camera and microphone are open while this is in sight; where nobody had opened them they are closed with it. */
export function useOpenDevices<R extends Role>(face: Face<R>): void {
  useEffect(() => {
    const { localAudio, localVideo } = face.media.store.getState();
    void face.media.prepareDevices();
    return () => {
      if (localAudio === null && localVideo === null) face.media.closeDevices();
    };
  }, [face]);
}
