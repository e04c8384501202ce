/** Who is away on which day, and who does their duties meanwhile. */
import type { Roster } from '../../../typings/config';

export type Absence = NonNullable<Roster['absences']>[number];

export interface Absences {
  /** Whether a person is away in the shifts that start on a day (`yyyy-mm-dd`). */
  isAway(personId: string, date: string): boolean;
  /**
   * Who does the duties of a person on a day: themselves, else the first along the line of deputies who is not away.
   * Null when there is nobody: the line ends, or leads back to somebody already asked.
   */
  inPlaceOf(personId: string, date: string): string | null;
}

/** @param absences - as in the roster; where two of a person overlap, the first listed is in force */
export function createAbsences(absences: readonly Absence[] = []): Absences {
  const byPerson = new Map<string, Absence[]>();
  for (const absence of absences) {
    const known = byPerson.get(absence.personId);
    if (known) known.push(absence);
    else byPerson.set(absence.personId, [absence]);
  }
  const find = (personId: string, date: string): Absence | undefined =>
    byPerson.get(personId)?.find(({ from, to }) => from <= date && date <= to);

  return {
    isAway: (personId, date) => find(personId, date) !== undefined,
    inPlaceOf(personId, date) {
      const asked = new Set<string>();
      let id: string | null = personId;
      while (id !== null && !asked.has(id)) {
        const absence = find(id, date);
        if (absence === undefined) return id;
        asked.add(id);
        id = absence.deputyId;
      }
      return null;
    },
  };
}
