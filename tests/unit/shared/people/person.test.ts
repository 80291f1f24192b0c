import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idInRole, newPersonId, personIdOf, staffRoles } from '#shared/people/person.ts';

const form = /^[a-zA-Z0-9][a-zA-Z0-9.-]{0,63}$/;

it('[F104] a person is the same in every role, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), fc.constantFrom(...staffRoles), (name, role) => {
      const id = newPersonId(name, 'x3f9a');
      expect(id).toMatch(form);
      expect(idInRole(id, role)).toMatch(form);
      expect(personIdOf(idInRole(id, role))).toBe(id);
      expect(personIdOf(id)).toBe(id);
    }),
  );
});

it('[F104] a name stays readable in the id', () => {
  expect(newPersonId('Åsa Öhman-Virtanen', '12345')).toBe('asa-ohman-virtanen-12345');
  expect(newPersonId('Иван', '12345')).toBe('person-12345');
});
