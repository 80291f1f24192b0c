import type { Namespace } from '#shared/texts/namespaces.ts';

/** Beginnings of the keys that a customer meets, at a terminal or on the slip that is printed; the empty one is all of them. */
const met: Partial<Record<Namespace, readonly string[]>> = {
  builtIn: [''],
  common: [''],
  errors: [''],
  terminal: [''],
  messages: ['received', 'from.', 'phrase.'],
  connection: ['close', 'selfTest.'],
  adviser: ['slip.'],
  encryption: [''],
  forms: [''],
};
const staffOnly: Partial<Record<Namespace, readonly string[]>> = {
  builtIn: ['insecure.', 'obstacle.forIt', 'obstacle.checkNet'],
  common: ['signOut.', 'serviceChoice.', 'chat.', 'device.', 'settings.', 'visitingNoDay'],
  errors: [
    'badAccessCode',
    'alreadyExtended',
    'expertBusy',
    'noteNeedsConsent',
    'notPractice',
    'practiceApart',
    'terminalOffline',
    'offerTaken',
    'formNotReady',
    'formUnreadable',
  ],
  connection: ['selfTest.last', 'selfTest.earlier'],
  forms: ['expert.', 'admin.', 'customerName', 'youPoint'],
};

/** Whether customers see the text, so that it is translated into every language that the product offers them. */
export const isForCustomers = (namespace: Namespace, key: string): boolean =>
  (met[namespace] ?? []).some((begin) => key.startsWith(begin)) && !(staffOnly[namespace] ?? []).some((begin) => key.startsWith(begin));
