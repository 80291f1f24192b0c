/** What a practice call can take from the terminal's devices, each as if by nature; the page does it and undoes it. */
export const deviceFaults = ['none', 'microphoneSilent', 'cameraCovered', 'speakerOff'] as const;
export type DeviceFault = (typeof deviceFaults)[number];
