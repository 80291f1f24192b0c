import { readConfig } from './config.ts';
import { backUpEmbedded, backUpServer, restoreEmbedded, restoreServer } from './platform/database/index.ts';

const usage = `Usage:
  npm run backup -- FILE     everything that is in the database into a file that only you can read
  npm run restore -- FILE    what is in the file in place of everything in the database; stop every server first

The database is the one of the server: DATABASE_URL, or the embedded one in DATA_DIR. docs/operations/backup.md`;

const [command, file, ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0 || (command !== 'backup' && command !== 'restore')) {
  console.error(usage);
  process.exit(2);
}
const { DATABASE_URL: url, DATA_DIR: dataDir } = readConfig();
try {
  if (command === 'backup') {
    const at = await (url === undefined ? backUpEmbedded(dataDir, file) : backUpServer(url, file));
    console.log(`Backed up into ${file}, as it was at ${at.toISOString()}.`);
  } else {
    await (url === undefined ? restoreEmbedded(dataDir, file) : restoreServer(url, file));
    console.log('Restored. What is past its time is erased when a server starts.');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
