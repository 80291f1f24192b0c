/** An environment variable that tests, benches or scripts read; the product's own stand in server/config.ts. */
type TestVariable = { readonly name: string; readonly byDefault: string; readonly readBy: string; readonly meaning: string };

export const testVariables: readonly TestVariable[] = [
  { name: 'STRICT', byDefault: '', readBy: '`npm test`', meaning: 'Set: no test gets a second try (`npm run test:strict`)' },
  {
    name: 'MATRIX',
    byDefault: '',
    readBy: 'browser tests, fuzzing',
    meaning: '`full`: every fault that pages must survive, not one of each kind, and ten times as many fuzzed inputs (`npm run test:matrix`)',
  },
  { name: 'SCREENS', byDefault: 'reports/screens', readBy: 'browser tests', meaning: 'Folder for the screenshots (`npm run screens`: docs/screens)' },
  { name: 'CHROMIUM', byDefault: '/usr/bin/chromium', readBy: 'browser tests, browser benches', meaning: 'Path of the browser' },
  { name: 'DBG', byDefault: '', readBy: 'tests that start the server', meaning: 'Set: what the server says on standard error is shown' },
  { name: 'RUNS', byDefault: '3000', readBy: 'simulation', meaning: 'Number of seeded runs; set: each time by other seeds (`npm run simulate`: 10,000)' },
  { name: 'SEED', byDefault: 'known ones', readBy: 'simulation, `bench:week`', meaning: 'Seed of a failed simulation or of the week' },
  { name: 'SIM_PATH', byDefault: '', readBy: 'simulation', meaning: 'Path of a failed simulation, beside SEED; a failure prints both' },
  { name: 'CLAIM_RACES', byDefault: '10000', readBy: 'integration tests', meaning: 'Races of several experts for one customer' },
  { name: 'ENGINE_KILLS', byDefault: '100', readBy: 'integration tests', meaning: 'kill -9 of engine processes (`npm run soak:engine`: 1000)' },
  { name: 'CRASH_ROUNDS', byDefault: '6', readBy: 'integration tests', meaning: 'kill -9 of a server on the embedded database (`npm run soak:crash`: 500)' },
  { name: 'DATABASE_URL', byDefault: '', readBy: 'engine processes of tests', meaning: 'The test database, set by the test that starts them' },
  { name: 'ONLY', byDefault: 'all', readBy: 'browser benches', meaning: 'Comma-separated names of the plays to be played' },
  { name: 'ROUNDS', byDefault: '3 (loss), 5 (third)', readBy: '`bench:loss`, `bench:third`', meaning: 'Number of rounds' },
  { name: 'LOSSES', byDefault: '10,20,30,50', readBy: '`bench:loss`', meaning: 'Percent of packets to lose' },
  { name: 'CUTS', byDefault: '1,5,30,120', readBy: '`bench:signalling`', meaning: 'Seconds for which signalling is cut' },
];

export const testVariablesText = (): string =>
  [
    '| Variable | Default | Read by | Meaning |',
    '| --- | --- | --- | --- |',
    ...testVariables.map(({ name, byDefault, readBy, meaning }) => `| \`${name}\` | ${byDefault} | ${readBy} | ${meaning} |`),
  ].join('\n');
