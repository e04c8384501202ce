/** Turns on duty: their spans, across midnight too, and who keeps an area in them. */
import { HOUR } from '../../../miniprogram/shared/time';
import { createTurnBook } from '../../../cloudfunctions/features/routing/turns';
import { at, bookOf, leave, starterPlant, type Plant } from './plant';

const turns = (plant: Plant = starterPlant()) => createTurnBook({ ...plant, duty: bookOf(plant) });

const turnAt = (text: string, plant?: Plant) => {
  const turn = turns(plant).at(at(text));
  if (turn === null) throw new Error(`no turn at ${text}`);
  return turn;
};

describe('the turn of an instant', () => {
  it.each([
    ['2026-11-25 07:59', '2026-11-25:night', '2026-11-25 00:00'],
    ['2026-11-25 08:00', '2026-11-25:day', '2026-11-25 08:00'],
    ['2026-11-25 23:59', '2026-11-25:swing', '2026-11-25 16:00'],
    ['2026-11-26 00:00', '2026-11-26:night', '2026-11-26 00:00'],
  ])('%s is %s', (instant, id, start) => {
    const turn = turnAt(instant);
    expect(turn).toMatchObject({ id, startsAt: at(start), endsAt: at(start) + 8 * HOUR });
  });

  it('belongs to the day it started on when it crosses midnight', () => {
    const plant = starterPlant();
    plant.roster.shifts = [
      { id: 'day', name: '白班', start: '06:00', end: '22:00' },
      { id: 'night', name: '夜班', start: '22:00', end: '06:00' },
    ];
    expect(turnAt('2026-11-26 05:59', plant)).toMatchObject({
      id: '2026-11-25:night',
      startsAt: at('2026-11-25 22:00'),
      endsAt: at('2026-11-26 06:00'),
    });
  });

  it('is none in a gap', () => {
    const plant = starterPlant();
    plant.roster.shifts = plant.roster.shifts.filter(({ id }) => id !== 'night');
    expect(turns(plant).at(at('2026-11-25 03:00'))).toBeNull();
  });

  it('follows the one before without a gap', () => {
    const book = turns();
    for (let turn = turnAt('2026-11-25 08:00'), n = 0; n < 30; n += 1) {
      const next = book.at(turn.endsAt);
      expect(next?.startsAt).toBe(turn.endsAt);
      if (next !== null) turn = next;
    }
  });
});

describe('who keeps an area', () => {
  const wednesday = turnAt('2026-11-25 09:00');

  it('is whom the roster lists', () => {
    expect(turns().keeper('manual-welding', wednesday)).toEqual({
      person: { id: 'p-012', name: '王大勇' },
      rostered: true,
    });
    expect(turns().areasOf('p-012', wednesday)).toContain('manual-welding');
    expect(turns().areasOf('p-012', wednesday)).not.toContain('assembly');
    expect(turns().areasOf('p-013', wednesday)).toEqual([]);
  });

  it('is whoever stands in where nobody listed is left, as for the orders there', () => {
    const plant = starterPlant();
    leave(plant, '王大勇');
    const person = bookOf(plant).siteKeeper('manual-welding', wednesday.startsAt);
    expect(turns(plant).keeper('manual-welding', wednesday)).toEqual({ person, rostered: false });
    expect(turns(plant).areasOf(person.id, wednesday)).toContain('manual-welding');
    expect(turns(plant).isOn(person.id, wednesday)).toBe(true);
  });

  it('counts as on duty whoever the roster gives any duty, and nobody else', () => {
    expect(turns().isOn('p-012', wednesday)).toBe(true);
    expect(turns().isOn('p-004', wednesday)).toBe(true);
    expect(turns().isOn('p-014', wednesday)).toBe(false);
  });
});
