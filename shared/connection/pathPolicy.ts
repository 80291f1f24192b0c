/** Which ways media may take: any, TCP only, or only through the relay. */
export const pathPolicies = ['any', 'tcp', 'relay'] as const;
export type PathPolicy = (typeof pathPolicies)[number];
