import closeWithGrace from 'close-with-grace';
import { createApp } from './app.ts';
import { type Config, ConfigError, listOf, readConfig } from './config.ts';
import { createLogger } from './platform/observability/index.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function settings(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`The settings are not right:\n${error.message}\n`);
    process.exit(2);
  }
}

/** An installation without an administrator says how to make one. */
async function printFirstAdministrator(port: number): Promise<void> {
  const token = await app.offerFirstAdministrator();
  if (token === null) return;
  const origin = listOf(config.PUBLIC_ORIGINS)[0] ?? `http://localhost:${port}`;
  say(`\nThere is no administrator yet. Make the first one within two hours, once, at\n  ${origin}/first-administrator#${token}`);
}

function printAddresses(config: Config, port: number): void {
  const base = `http://localhost:${port}`;
  if (config.DATABASE_URL === undefined)
    say(`\nThe data is in an embedded database in ${config.DATA_DIR}: for trying out and small pilots, not safe against power loss.`);
  say(
    `\nDistans is running.\n  Choose who to be   ${base}/\n  Terminal           ${base}/terminal\n  Expert desk        ${base}/expert\n  Adviser desk       ${base}/adviser\n  Supervisor desk    ${base}/supervisor`,
  );
  if (config.isDemo) {
    say(
      '\nDemo: sign in by choosing a person, for instance Terminal mikkeli-1, Expert expert-fpa-1, Adviser adviser-mikkeli-1 and Supervisor supervisor-fpa-1.',
    );
    say('One browser holds one of each kind at a time; open them in tabs side by side.');
  }
  say('\nStop with Ctrl-C.');
}

// Data, dumps and the log are this user's alone, whatever the umask was.
process.umask(0o077);
const config = settings();
const logger = createLogger(config.LOG_LEVEL, config.LOG_FILE);
const app = await createApp(config, logger).catch((error: unknown) => {
  logger.fatal({ err: error }, 'the server could not start');
  process.stderr.write(`The server could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
const port = await app.listen().catch((error: unknown) => {
  process.stderr.write(
    `Port ${config.PORT}, or the operations port, cannot be used: ${error instanceof Error ? error.message : String(error)}\nSet PORT or OPERATIONS_PORT to another one.\n`,
  );
  process.exit(1);
});
logger.info({ port }, 'listening');
printAddresses(config, port);
await printFirstAdministrator(port);
closeWithGrace({ delay: 10_000 }, async ({ err }) => {
  if (err) logger.fatal({ err }, 'stopping because of a fault');
  else logger.info('stopping');
  await app.close();
  logger.info('stopped');
});
