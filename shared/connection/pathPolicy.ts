/** Which ways media may take: any, TCP only, or only through the relay. */
export const pathPolicies = ['any', 'tcp', 'relay'] as const;
export type PathPolicy = (typeof pathPolicies)[number];

/** What a page tries by itself to bring media back: a new path, or a new session over any path, TCP or the relay. */
export const healingSteps = ['restartIce', ...pathPolicies] as const;
export type HealingStep = (typeof healingSteps)[number];
