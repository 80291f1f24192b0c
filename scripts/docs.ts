import { readFileSync, writeFileSync } from 'node:fs';
import { describeSettings } from '#server/config.ts';
import { diagramText, stageDiagramText } from '#shared/call/diagram.ts';
import { numbersPage } from './protocol/numbers.ts';
import { privacyText } from './privacyText.ts';
import { commonPage, listingOf, rolePages } from './protocol/pages.ts';
import { schemaText } from './protocol/schema.ts';
import { templatesText } from './protocol/sdp.ts';
import { statesPage } from './protocol/states.ts';
import { documentSchemaText } from './protocol/documentSchema.ts';
import { permissionsPage } from './permissionsPage.ts';
import { testVariablesText } from './testVariables.ts';

const settingsText = (): string =>
  [
    '| Setting | Default | Meaning |',
    '| --- | --- | --- |',
    ...describeSettings().map(({ name, byDefault, meaning }) => `| \`${name}\` | ${byDefault} | ${meaning} |`),
  ].join('\n');

const mermaid = (diagram: string): string => ['```mermaid', diagram, '```'].join('\n');
const diagramsIn = (file: string): string => between(file, 'stages', mermaid(stageDiagramText()), between(file, 'diagram', mermaid(diagramText())));

const mediaPage = (): string => {
  const file = 'docs/protocol/media.md';
  return between(file, 'sdp', templatesText(), between(file, 'listing', listingOf('media').trimEnd()));
};

function between(file: string, marker: string, content: string, text = readFileSync(file, 'utf8')): string {
  const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  if (!text.includes(start) || !text.includes(end)) throw new Error(`${file} has no place marked ${marker}`);
  return `${text.slice(0, text.indexOf(start) + start.length)}\n\n${content}\n\n${text.slice(text.indexOf(end))}`;
}

/** Every document that is made from the code, by path, with the content it should have. */
export const generatedDocuments = (): Record<string, string> => ({
  'docs/protocol/schema.json': schemaText(),
  'docs/protocol/catalogue.schema.json': documentSchemaText(),
  'docs/protocol/common.md': commonPage(),
  ...rolePages(),
  // The messages of this page are written by the test that plays them.
  'docs/protocol/media.md': mediaPage(),
  'docs/protocol/states.md': statesPage(),
  'docs/protocol/numbers.md': numbersPage(),
  'docs/permissions.md': permissionsPage(),
  'docs/settings.md': between('docs/settings.md', 'settings', settingsText()),
  'docs/privacy.md': between('docs/privacy.md', 'classes', privacyText()),
  'ARCHITECTURE.md': diagramsIn('ARCHITECTURE.md'),
  'CONTRIBUTING.md': between('CONTRIBUTING.md', 'test-variables', testVariablesText()),
});

if (import.meta.main) for (const [file, content] of Object.entries(generatedDocuments())) writeFileSync(file, content);
