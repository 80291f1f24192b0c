import { CallNotice } from '#client/features/calls/CallNotice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import type { TerminalProps } from './props.ts';

/** What is wrong with camera or microphone, while waiting and in the call; nothing when all is well. */
export function DeviceTrouble({ roleClient }: Pick<TerminalProps, 'roleClient'>) {
  const { t } = useTexts('terminal');
  const { cameraState, microphoneState } = useMedia(roleClient);
  return (
    <>
      {microphoneState !== 'ok' && microphoneState !== 'unknown' && <CallNotice>{t(`check.microphone.${microphoneState}`)}</CallNotice>}
      {cameraState !== 'ok' && cameraState !== 'unknown' && <CallNotice>{t(`check.camera.${cameraState}`)}</CallNotice>}
    </>
  );
}
