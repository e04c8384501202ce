/** The duty book over any leavers and any leave: whoever it names is one active person who is there. */
import fc from 'fast-check';
import { at, bookOf, factsOf, starterPlant } from './plant';

describe('any time, any place', () => {
  const plant = starterPlant();
  const replaceable = plant.people.filter(({ roles }) => !roles.includes('manager')).map(({ id }) => id);
  const instant = fc.integer({ min: at('2024-01-01 00:00'), max: at('2034-01-01 00:00') });
  const area = fc.constantFrom(...plant.places.areas.map(({ id }) => id));
  const category = fc.constantFrom('', ...plant.templates.categories.map(({ id }) => id));
  const hazard = fc.record({
    areaId: area,
    categoryId: category,
    urgency: fc.constantFrom('high' as const, 'medium' as const, 'low' as const),
    kind: fc.constantFrom('thing' as const, 'behaviour' as const),
    suspectedMajor: fc.boolean(),
  });

  const leaves = fc
    .uniqueArray(
      fc.record({
        personId: fc.constantFrom(...replaceable),
        from: fc.constant('2023-12-31'),
        to: fc.constant('2034-01-01'),
        deputyId: fc.option(fc.constantFrom(...replaceable)),
      }),
      { selector: ({ personId }) => personId, maxLength: 30 },
    )
    // A deputy who is away in turn has one too, or none: circles included.
    .map((absences) => absences.filter(({ personId, deputyId }) => personId !== deputyId));

  it('names exactly one active person, whoever else left or is on leave', () => {
    fc.assert(
      fc.property(instant, hazard, fc.subarray(replaceable), leaves, (when, differing, gone, absences) => {
        const now = {
          ...plant,
          roster: { ...plant.roster, absences },
          people: plant.people.map((p) => (gone.includes(p.id) ? { ...p, status: 'left' as const } : p)),
        };
        const book = bookOf(now, when);
        const facts = factsOf(now, differing);
        const people = [
          book.route(facts, when).person,
          book.siteKeeper(differing.areaId, when),
          book.dutyLeader(when),
          book.safety(when),
          book.manager(),
          ...book.verifiers(facts, when).map(({ person }) => person),
        ];
        for (const { id, name } of people) {
          expect(book.active(id)).toMatchObject({ id, name });
          expect([...absences.map(({ personId }) => personId), ...gone]).not.toContain(id);
        }
        const verifiers = book.verifiers(facts, when).map(({ person }) => person.id);
        expect(new Set(verifiers).size).toBe(verifiers.length);
        expect(verifiers.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
