/** The sections of the administrator's page, in their order; each has an address of its own. `start` is there until the installation is set up. */
export const sectionIds = [
  'start',
  'services',
  'hours',
  'routing',
  'readyMessages',
  'forms',
  'points',
  'terminals',
  'people',
  'signInMethods',
  'offer',
  'changes',
  'exchange',
  'audit',
  'privacy',
] as const;
export type SectionId = (typeof sectionIds)[number];
