/** The starter plant: of the promised size, without a hole, and staffed at every minute of a year. */
import people from '../../../scripts/plant/people.json';
import { ROLES } from '../../../cloudfunctions/config/parts';
import {
  fallbackCells,
  placesHoles,
  rosterHoles,
  routingHoles,
  templatesHoles,
} from '../../../cloudfunctions/features/routing/holes';
import { createWatch } from '../../../cloudfunctions/features/routing/watch';
import { createSlotFinder } from '../../../cloudfunctions/features/routing/shifts';
import { DAY, HOUR, MINUTE } from '../../../miniprogram/shared/time';
import { at, bookOf, starterPlant } from './plant';

const plant = starterPlant();
const { places, roster, routing, templates } = plant;

describe('the starter plant', () => {
  it('has no holes', () => {
    expect(placesHoles(places, plant.people)).toEqual([]);
    expect(templatesHoles(templates)).toEqual([]);
    expect(rosterHoles(places, roster, plant.people)).toEqual([]);
    expect(routingHoles(routing, places, templates, roster, plant.people)).toEqual([]);
  });

  it('is of the size that was promised', () => {
    expect(places.departments).toHaveLength(9);
    expect(places.areas).toHaveLength(24);
    expect(places.points).toHaveLength(60);
    expect(people.length).toBeGreaterThanOrEqual(40);
    expect(new Set(people.flatMap(({ roles }) => roles))).toEqual(new Set(ROLES));
  });

  it('has people with numbers of their own whose chain of bosses ends at the general manager', () => {
    for (const key of ['id', 'name', 'employeeNo', 'phone'] as const) {
      expect(new Set(people.map((person) => person[key])).size).toBe(people.length);
    }
    const book = bookOf(plant);
    for (const { id } of people) {
      let top = id;
      for (let boss = book.bossOf(id), steps = 0; boss && steps < 10; boss = book.bossOf(boss.id), steps++)
        top = boss.id;
      expect(top).toBe(book.manager().id);
    }
  });

  it('puts people on duties of their role', () => {
    const needed = {
      siteKeeper: 'supervisor',
      dutyLeader: 'dutyLeader',
      safety: 'safety',
      inspector: 'inspector',
    };
    for (const { duty, personId } of roster.duties) {
      expect(people.find(({ id }) => id === personId)?.roles).toContain(needed[duty]);
    }
  });

  it('names people from the roster, not from a fallback, a minute around every shift boundary of a leap year', () => {
    const watch = createWatch(places, roster, plant.people);
    const slotAt = createSlotFinder(roster.shifts);
    const book = bookOf(plant);
    let asked = 0;
    for (let day = at('2028-01-01 00:00'); day < at('2028-01-01 00:00') + 366 * DAY; day += DAY) {
      for (const hour of [0, 8, 16]) {
        for (const shift of [-MINUTE, 0, MINUTE]) {
          const when = day + hour * HOUR + shift;
          const slot = slotAt(when);
          if (!slot) throw new Error(`no shift at ${when}`);
          expect(watch.listed('dutyLeader', null, slot)).toEqual([book.dutyLeader(when).id]);
          for (const { id } of places.areas) {
            if (watch.listed('siteKeeper', id, slot)[0] !== book.siteKeeper(id, when).id) throw new Error(id);
            asked += 1;
          }
        }
      }
    }
    expect(asked).toBe(366 * 9 * 24);
  });

  it('leaves to the fallback only what no rule wants', () => {
    const cells = fallbackCells(routing, places, templates, roster);
    const categories = new Set(cells.map(({ categoryId }) => categoryId));
    expect(categories).toEqual(new Set(['fire', 'machine', 'height', 'site']));
    const lowSiteByDay = cells.filter(
      ({ categoryId, urgency, shiftId }) => categoryId === 'site' && urgency === 'low' && shiftId === 'day',
    );
    expect(lowSiteByDay).toHaveLength(24);
    for (const { weekdays } of lowSiteByDay) expect(weekdays).toEqual([6, 0]);
  });
});
