import base from './vite.config.ts';
import { writeFileSync } from 'node:fs';
const sizes: Record<string, Record<string, number>> = {};
export default { ...base, plugins: [...(base as any).plugins, { name: 'sizes', generateBundle(_: unknown, bundle: any) {
  for (const c of Object.values(bundle) as any[]) if (c.type === 'chunk') sizes[c.fileName] = Object.fromEntries(Object.entries(c.modules).map(([k, m]: any) => [k.replace(/.*node_modules\//,'').replace(/.*\/look\//,''), m.renderedLength]));
  writeFileSync('/tmp/look/sizes.json', JSON.stringify(sizes));
} }] };
