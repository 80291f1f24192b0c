import type { DeviceFault } from './deviceFaults.ts';
import { type NetworkFaults, noNetworkFaults } from './networkFaults.ts';

type Scenario = { readonly network: NetworkFaults; readonly device: DeviceFault };

const badNetwork = (faults: Partial<NetworkFaults>): Scenario => ({ network: { ...noNetworkFaults, ...faults }, device: 'none' });
const badDevice = (device: DeviceFault): Scenario => ({ network: noNetworkFaults, device });

/** What an adviser can practise on; each is found and named by the diagnosis as the real thing would be. */
export const scenarios = {
  none: badNetwork({}),
  loss: badNetwork({ lossRatio: 0.15 }),
  narrow: badNetwork({ bandwidthKbps: 150 }),
  delay: badNetwork({ delayMs: 300 }),
  jitter: badNetwork({ delayMs: 20, jitterMs: 400, reorderRatio: 0.05, duplicateRatio: 0.02 }),
  udpBlocked: badNetwork({ isUdpBlocked: true }),
  microphoneSilent: badDevice('microphoneSilent'),
  cameraCovered: badDevice('cameraCovered'),
  speakerOff: badDevice('speakerOff'),
} as const satisfies Record<string, Scenario>;

export type PracticeScenario = keyof typeof scenarios;
export const practiceScenarios = Object.keys(scenarios) as PracticeScenario[];
