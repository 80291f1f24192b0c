import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Completes package-lock.json (`npm run lock`, after every `npm install`).
 *
 * A registry mirror may lack packages for platforms that it does not serve. npm then leaves those optional packages out of the
 * lock file, and `npm ci` refuses the very file that `npm install` wrote. Their entries can be told from their names; they carry
 * no integrity, and are fetched on such a platform only.
 */
const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).optional(), engines: z.record(z.string(), z.string()).optional() }),
  ),
});

const file = new URL('../package-lock.json', import.meta.url);

/** The optional packages that the lock file names without having an entry for them. */
export function missingEntries(text: string): { name: string; version: string; engines: Record<string, string> | undefined }[] {
  const { packages } = lockSchema.parse(JSON.parse(text));
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {}, engines }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !(`node_modules/${name}` in packages) && !(`${place}/node_modules/${name}` in packages))
      .map(([name, version]) => ({ name, version, engines })),
  );
}

/** `@oxlint/binding-linux-arm64-musl` says os, cpu and libc. */
function platformOf(name: string): { os: string[]; cpu: string[]; libc?: string[] } {
  const [os = '', cpu = '', abi = ''] = (name.split('/')[1] ?? '').replace('binding-', '').split('-');
  const libc = /^(musl|gnu)/.exec(abi)?.[1];
  return { os: [os], cpu: [cpu], ...(os === 'linux' && libc !== undefined && { libc: [libc === 'gnu' ? 'glibc' : 'musl'] }) };
}

if (import.meta.main) {
  const text = readFileSync(file, 'utf8');
  const lock = lockSchema.parse(JSON.parse(text));
  for (const { name, version, engines } of missingEntries(text)) {
    lock.packages[`node_modules/${name}`] = { version, dev: true, optional: true, ...platformOf(name), ...(engines && { engines }) };
  }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
