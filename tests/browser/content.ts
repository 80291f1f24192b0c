import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { bringEmbeddedDatabase } from '#tests/support/embeddedTemplate.ts';

const templateSchema = z.looseObject({ id: z.string(), services: z.array(z.looseObject({ id: z.string() })) });

/** The demo's tax office under another id, changed; its services are `id.0`, `id.1` …, each changed by its index. */
export async function officeLike(id: string, changes: object, serviceChanges: readonly object[] = []): Promise<object> {
  const demo = z.array(templateSchema).parse(JSON.parse(await readFile('server/catalogue/demo/agencies.json', 'utf8')));
  const tax = demo.find((agency) => agency.id === 'tax');
  if (tax === undefined) throw new Error('the demo has no tax office');
  return { ...tax, ...changes, id, services: tax.services.map((service, index) => ({ ...service, ...serviceChanges[index], id: `${id}.${index}` })) };
}

/** Imports agencies and staff as an administrator does it, before the server starts, which adds the demo's own. */
export async function importContent(dataDir: string, agencies: readonly object[], staff: readonly object[] = []): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-content-'));
  // Units and staff name points, which must be there by then.
  const points: unknown = JSON.parse(await readFile('server/catalogue/demo/points.json', 'utf8'));
  const files = { agencies, points, staff };
  for (const [name, rows] of Object.entries(files)) await writeFile(path.join(folder, `${name}.json`), JSON.stringify(rows));
  await bringEmbeddedDatabase(dataDir);
  execFileSync(process.execPath, ['server/admin.ts', 'import', folder], { env: { ...process.env, NODE_ENV: 'test', DATA_DIR: dataDir } });
}
