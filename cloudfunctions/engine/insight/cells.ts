/** Adding up: what documents add to a day makes the numbers of the day, and those of days the numbers of a month. */
import type { Cell, CellNames, Counts, CountsByDay } from '../../../typings/insight';

/** What is read over longer spans than a month, and therefore kept on its own. */
const APART: readonly string[] = ['spot', 'person'];

export const isApart = ({ of }: Cell): boolean => APART.includes(of);

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => byText(a, b)));

/** The same for cells that are added up. */
const keyOf = ({ of, by }: Cell): string => JSON.stringify([of, Object.entries(sorted(by))]);

function added(a: Cell, b: Cell): Cell {
  const n = { ...a.n };
  for (const [name, count] of Object.entries(b.n)) n[name] = (n[name] ?? 0) + count;
  const each = [...(a.each ?? []), ...(b.each ?? [])];
  return { ...a, n, ...(each.length === 0 ? {} : { each }) };
}

/** A cell as it is written, the same however it came about; null when there is nothing in it. */
function tidy({ of, by, n, each }: Cell): Cell | null {
  const counts = Object.entries(n).filter(([, count]) => count !== 0);
  if (counts.length === 0 && each === undefined) return null;
  return {
    ...{ of, by: sorted(by), n: sorted(Object.fromEntries(counts)) },
    ...(each === undefined ? {} : { each: [...each].sort(([a], [b]) => byText(a, b)) }),
  };
}

/** Names that were given, those of later ones over those of earlier ones. */
function namesOf(all: readonly Counts[]): CellNames {
  const names: CellNames = {};
  for (const one of all)
    for (const [dimension, byId] of Object.entries(one.names))
      names[dimension] = { ...names[dimension], ...byId };
  return sorted(Object.fromEntries(Object.entries(names).map(([key, byId]) => [key, sorted(byId)])));
}

/** Cells of the same kind as one, in an order that says nothing of how they came about. */
export function sumOf(cells: readonly Cell[]): Cell[] {
  const byKey = new Map<string, Cell>();
  for (const cell of cells) {
    const known = byKey.get(keyOf(cell));
    byKey.set(keyOf(cell), known === undefined ? cell : added(known, cell));
  }
  return [...byKey].sort(([a], [b]) => byText(a, b)).flatMap(([, cell]) => tidy(cell) ?? []);
}

/** Adds up. @param all - in the order in which their names were given; numbers do not depend on it */
export const total = (all: readonly Counts[]): Counts => ({
  cells: sumOf(all.flatMap(({ cells }) => cells)),
  names: namesOf(all),
});

/** Collects what one document adds, day by day. */
export class Tally {
  private readonly byDay = new Map<string, Cell[]>();

  constructor(private readonly names: CellNames) {}

  /** @param day - `yyyy-mm-dd` */
  add(day: string, cell: Cell): void {
    this.byDay.set(day, [...(this.byDay.get(day) ?? []), cell]);
  }

  /** Days to which nothing is added are not in it; names only where a cell is told apart by them. */
  counts(): CountsByDay {
    const days = [...this.byDay].sort(([a], [b]) => byText(a, b));
    return Object.fromEntries(
      days.flatMap(([day, cells]) => {
        const found = sumOf(cells);
        return found.length === 0 ? [] : [[day, { cells: found, names: this.namesIn(found) }]];
      }),
    );
  }

  private namesIn(cells: readonly Cell[]): CellNames {
    const names: CellNames = {};
    for (const { by } of cells)
      for (const [dimension, id] of Object.entries(by)) {
        const name = this.names[dimension]?.[id];
        if (name !== undefined) names[dimension] = { ...names[dimension], [id]: name };
      }
    return namesOf([{ cells: [], names }]);
  }
}
