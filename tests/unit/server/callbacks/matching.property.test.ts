import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServiceId } from '#shared/ids.ts';
import type { Language } from '#shared/language.ts';
import { type Ability, type Appointment, canAllBeServed, canServe } from '#server/callbacks/matching.rules.ts';

const services = ['a', 'b', 'c'] as ServiceId[];
const languages = ['sv', 'fi', 'en'] as const satisfies readonly Language[];

const expertArbitrary: fc.Arbitrary<Ability> = fc.record({
  services: fc.uniqueArray(
    fc.constantFrom(...services).map((serviceId) => ({ serviceId })),
    { minLength: 1, selector: ({ serviceId }) => serviceId },
  ),
  languages: fc.uniqueArray(
    fc.constantFrom(...languages).map((language) => ({ language })),
    { minLength: 1, selector: ({ language }) => language },
  ),
});
const appointmentArbitrary: fc.Arbitrary<Appointment> = fc.record({ serviceId: fc.constantFrom(...services), language: fc.constantFrom(null, ...languages) });

/** Tries every way. */
const canBeServedByTrying = ([first, ...others]: readonly Appointment[], experts: readonly Ability[]): boolean =>
  first === undefined ||
  experts.some(
    (expert) =>
      canServe(expert, first) &&
      canBeServedByTrying(
        others,
        experts.filter((one) => one !== expert),
      ),
  );

describe('[E24] everybody who has booked one time', () => {
  it('has an expert of their own exactly when some way to share them out exists', () => {
    fc.assert(
      fc.property(fc.array(appointmentArbitrary, { maxLength: 5 }), fc.array(expertArbitrary, { maxLength: 5 }), (appointments, experts) => {
        expect(canAllBeServed(appointments, experts)).toBe(canBeServedByTrying(appointments, experts));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not more people than experts, whatever the services', () => {
    const both: Ability = { services: services.map((serviceId) => ({ serviceId })), languages: languages.map((language) => ({ language })) };
    const wanted = services.map((serviceId) => ({ serviceId, language: 'sv' as const }));
    expect(canAllBeServed(wanted.slice(0, 2), [both, { ...both }])).toBe(true);
    expect(canAllBeServed(wanted, [both, { ...both }])).toBe(false);
  });

  it('is known at once for a whole agency', () => {
    const experts = Array.from({ length: 300 }, (): Ability => ({ services: services.map((serviceId) => ({ serviceId })), languages: [{ language: 'sv' }] }));
    const wanted = (count: number) =>
      Array.from({ length: count }, (_, index): Appointment => ({ serviceId: services[index % 3] ?? ('a' as ServiceId), language: 'sv' }));
    expect(canAllBeServed(wanted(300), experts)).toBe(true);
    expect(canAllBeServed(wanted(301), experts)).toBe(false);
  });
});
