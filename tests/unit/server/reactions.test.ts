import { expect, it } from 'vitest';
import type { Subject } from '#shared/contract/http.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { createReactions } from '#server/reactions.ts';

const tx = {} as Transaction;
const subject: Subject = { role: 'expert', id: 'expert-1' };

it('hands on what happens in the order that was registered, one after the other', async () => {
  const reactions = createReactions();
  const order: string[] = [];
  const reacting = (name: string) => ({
    onPresence: async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
    },
  });
  reactions.register([reacting('first'), { onCallEvent: async () => void order.push('of calls') }, reacting('second')]);
  await reactions.toPresence(tx, subject, 'connected');
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

it('refuses what happens before it is said who reacts, and saying it twice', async () => {
  const reactions = createReactions();
  await expect(reactions.toPresence(tx, subject, 'connected')).rejects.toThrow('before it was said who reacts');
  reactions.register([]);
  expect(() => reactions.register([])).toThrow('twice');
});
