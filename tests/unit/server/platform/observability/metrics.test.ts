import { expect, it } from 'vitest';
import type { Database } from '#server/platform/database/index.ts';
import { createMetrics } from '#server/platform/observability/index.ts';

const notAsked = () => Promise.reject(new Error('not asked'));

it('what stands at connections is counted by cause, also when it is over', async () => {
  let active = new Map([['serverOverloaded', 3] as const]);
  const registry = createMetrics({} as Database, { rtpBytes: notAsked, sourceBytes: notAsked }, { active: () => active });
  const count = async () => /code="serverOverloaded"} (\d+)/.exec(await registry.getSingleMetricAsString('distans_findings'))?.[1];
  expect(await count()).toBe('3');
  active = new Map();
  expect(await count()).toBe('0');
});
