import { expect, it } from 'vitest';
import { safeLink } from '#shared/knowledge/link.ts';

it.each([
  ['https://example.org/a', 'https://example.org/a'],
  ['HTTP://example.org', 'HTTP://example.org'],
  // oxlint-disable-next-line no-script-url -- what must not become a link
  ['javascript:alert(1)', null],
  ['data:text/html,hello', null],
  [undefined, null],
])('[F59] a card leads to the web alone: %s', (link, wanted) => {
  expect(safeLink(link)).toBe(wanted);
});
