import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type DataClass, dataClasses, settableLimits } from '#shared/privacy/classes.ts';

const textsSchema = z.object({
  class: z.record(z.string(), z.object({ name: z.string(), why: z.string() })),
  ground: z.record(z.string(), z.string()),
  reader: z.record(z.string(), z.string()),
});
const texts = textsSchema.parse(JSON.parse(readFileSync('client/roles/administrator/privacy/texts/en.json', 'utf8')));

const hoursText = (hours: number): string => (hours > 24 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`);

function limitText({ limit }: DataClass): string {
  switch (limit.kind) {
    case 'limit':
      return `${hoursText(settableLimits[limit.limit].hours)} (\`${limit.limit}\`)`;
    case 'hours':
      return hoursText(limit.hours);
    case 'setting':
      return limit.setting === 'operator' ? 'as the operator rotates them' : `\`${limit.setting}\``;
    case 'while':
      return 'as long as it is needed';
  }
}

/** The record of processing, from the list that retention goes by. */
export const privacyText = (): string =>
  [
    '| Data | Why | Ground | Read by | Kept | Tables | Also in |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...(dataClasses satisfies readonly DataClass[]).map((one: DataClass) => {
      const { name = one.id, why = '' } = texts.class[one.id] ?? {};
      const readers = one.readers.map((reader) => texts.reader[reader] ?? reader).join(', ');
      const tables = Object.keys(one.tables)
        .map((table) => `\`${table}\``)
        .join(', ');
      return `| ${name} | ${why} | ${texts.ground[one.ground] ?? one.ground} | ${readers} | ${limitText(one)} | ${tables} | ${one.stores.join(', ')} |`;
    }),
    '',
    '| Limit | Default | At least | At most |',
    '| --- | --- | --- | --- |',
    ...Object.entries(settableLimits).map(
      ([name, { hours, least, most }]) => `| \`${name}\` | ${hoursText(hours)} | ${hoursText(least)} | ${hoursText(most)} |`,
    ),
  ].join('\n');
