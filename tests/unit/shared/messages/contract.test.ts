import { describe, expect, it } from 'vitest';
import { messageContentSchema, messageMaxLength } from '#shared/messages/contract.ts';

const textOf = (text: string) => messageContentSchema.safeParse({ kind: 'text', text, language: 'fi' });

describe('[F9] the text of a line', () => {
  it('stays on one line, however it was pasted', () => {
    expect(textOf('  Olemme\r\n pian\tluonasi. ').data).toEqual({ kind: 'text', text: 'Olemme pian luonasi.', language: 'fi' });
  });

  it('has 1 to 200 characters after that', () => {
    expect(textOf('x'.repeat(messageMaxLength)).success).toBe(true);
    expect(textOf(`${'x'.repeat(messageMaxLength)} \n `).success).toBe(true);
    expect(textOf('x'.repeat(messageMaxLength + 1)).success).toBe(false);
    expect(textOf(' \n ').success).toBe(false);
  });

  it('says its language; a phrase has none, and is one of those that every page has', () => {
    expect(messageContentSchema.safeParse({ kind: 'text', text: 'Hei' }).success).toBe(false);
    expect(messageContentSchema.safeParse({ kind: 'phrase', phrase: 'inTurn' }).success).toBe(true);
    expect(messageContentSchema.safeParse({ kind: 'phrase', phrase: 'anything' }).success).toBe(false);
  });
});
