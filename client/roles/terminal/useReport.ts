import { useEffect, useMemo } from 'react';
import { deviceChoicesSchema } from '#shared/contract/views/index.ts';
import { buildIn } from '#shared/pagesBuild.ts';
import { settingsOf } from '#client/media/devices/settings.ts';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import { useMedia, useSignalling } from '#client/app/state/roleClient.ts';
import type { TerminalProps } from './props.ts';

/** What the adviser may choose among; a device without a name has not been allowed yet. Cut here already: a message that is too long closes the socket. */
const choosable = (devices: ReturnType<typeof useMedia>['devices']) =>
  deviceChoicesSchema.parse(devices.filter(({ deviceId, label }) => deviceId !== '' && label !== ''));

/** Tells the desk how the terminal's devices stand, what is set, and whether somebody is choosing, at every change. */
export function useReport(roleClient: TerminalProps['roleClient'], isInUse: boolean): void {
  const { cameraState, microphoneState, devices, quality, isQualityChosen, pathPolicy, volume, microphoneId, cameraId, speakerId, localAudio, localVideo } =
    useMedia(roleClient);
  const signalling = useSignalling(roleClient);
  const tell = useRequest(roleClient, noteRefusal);
  const settings = useMemo(
    () => settingsOf({ quality, isQualityChosen, pathPolicy, volume, microphoneId, cameraId, speakerId, localAudio, localVideo }),
    [quality, isQualityChosen, pathPolicy, volume, microphoneId, cameraId, speakerId, localAudio, localVideo],
  );
  useEffect(() => {
    if (signalling !== 'connected') return;
    const states = { camera: cameraState, microphone: microphoneState };
    const report = { devices: states, isInUse, deviceChoices: choosable(devices), settings, build: buildIn(document.head.innerHTML) };
    // A lost report is made good by the next connect, which runs this again.
    void tell('terminal:report', report);
  }, [tell, cameraState, microphoneState, devices, settings, isInUse, signalling]);
}
