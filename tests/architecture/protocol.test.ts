import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { undescribed, unusedDescriptions } from '../../scripts/protocol/fields.ts';
import { defs, schemaText } from '../../scripts/protocol/schema.ts';
import { generatedDocuments } from '../../scripts/docs.ts';

describe('the protocol documents', () => {
  it('describe every field, and nothing that is no field (scripts/protocol/*.json)', () => {
    expect(undescribed(defs)).toEqual([]);
    expect(unusedDescriptions()).toEqual([]);
  });

  it('close what a client sends, and leave open what the server sends', () => {
    expect(defs['queue:join.input']).toMatchObject({ additionalProperties: false });
    expect(defs['TerminalView']).not.toHaveProperty('additionalProperties');
  });

  it('have a definition for every reference', () => {
    const names = [...schemaText().matchAll(/"\$ref": "#\/\$defs\/([^"]+)"/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !Object.hasOwn(defs, name))).toEqual([]);
  });

  it('stay short enough to be read, apart from the schema', () => {
    const pages = [...Object.keys(generatedDocuments()).filter((file) => /^docs\/protocol\/.*\.md$/.test(file)), 'docs/protocol/quickstart.md'];
    const lines = pages.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
    expect(lines.length).toBeLessThan(5_000);
  });
});
