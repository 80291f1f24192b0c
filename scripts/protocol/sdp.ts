import { readFileSync } from 'node:fs';

/** The example that plays the templates against a running server. */
const source = 'docs/examples/sdp.py';

/** What each template is for, in the order of use. */
const purposes: readonly (readonly [name: string, purpose: string])[] = [
  ['SESSION', 'First, once'],
  ['MEDIA', 'Then for each m-line'],
  ['FINGERPRINT', 'then for each of the transport’s fingerprints'],
  ['CANDIDATE_UDP', 'then for each UDP candidate'],
  ['CANDIDATE_TCP', 'and for each TCP candidate'],
  ['LAST_CANDIDATE', 'then'],
  ['OPUS', 'then, for sound'],
  ['VP8', 'or, for a picture'],
  ['STREAM', 'and, in an offer'],
];

/** The SDP templates of the example, for docs/protocol/media.md. */
export function templatesText(text = readFileSync(source, 'utf8')): string {
  const found = new Map([...text.matchAll(/^([A-Z0-9_]+) = """\\\n([\s\S]*?)"""$/gm)].map(([, name = '', template = '']) => [name, template]));
  const names = purposes.map(([name]) => name);
  const unknown = [...found.keys()].filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`${source} has templates that the documents do not show: ${unknown.join(', ')}`);
  return purposes
    .map(([name, purpose]) => {
      const template = found.get(name);
      if (template === undefined) throw new Error(`${source} has no template ${name}`);
      return `${purpose}:\n\n\`\`\`\n${template}\`\`\``;
    })
    .join('\n\n');
}
