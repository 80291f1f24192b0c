import { expect, it } from 'vitest';
import { createLogger, lostLines } from '#server/platform/observability/index.ts';

it('[M11] a full disk under the log costs lines, which are counted, and not the server', async () => {
  const before = lostLines();
  const logger = createLogger('info', '/dev/full');
  for (let line = 0; line < 100; line += 1) logger.info({ line }, 'on a full disk');
  await expect.poll(() => lostLines()).toBeGreaterThan(before);
  logger.info('and it goes on');
});
