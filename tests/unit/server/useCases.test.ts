import { expect, it } from 'vitest';
import { withContext } from '#server/useCases.ts';

type Context = { readonly by: string };
const greet = ({ by }: Context, name: string, times = 1): string => `${by}: ${'hello '.repeat(times)}${name}`;
const who = ({ by }: Context): string => by;

it('use cases are called without their context, one apart from the others', () => {
  const { greet: bound, who: alone } = withContext({ by: 'Ritva' }, { greet, who });
  expect(bound('Matti')).toBe('Ritva: hello Matti');
  expect(bound('Matti', 2)).toBe('Ritva: hello hello Matti');
  expect(alone()).toBe('Ritva');
});

it('the types keep what each use case takes and gives', () => {
  const bound = withContext({ by: 'Ritva' }, { greet });
  const given: string = bound.greet('Matti');
  expect(given).toBe(greet({ by: 'Ritva' }, 'Matti'));
  // @ts-expect-error a name is text
  void (() => bound.greet(1));
  // @ts-expect-error the context lacks what the use case reads
  void (() => withContext({}, { greet }));
});
