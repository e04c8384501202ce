/** The checklists and plans of the starter plant: sound, of the promised size, and no more than people can do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import templatesBody from '../../../cloudfunctions/config/templates.json';
import { isByClock } from '../../../cloudfunctions/engine/inspection';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { asEnrolled, readRoll } from '../../../cloudfunctions/features/people/enrol';
import { inspectionHoles } from '../../../cloudfunctions/features/routing/holes';
import inspectionBody from '../../../scripts/plant/inspection.json';
import peopleBody from '../../../scripts/plant/people.json';
import placesBody from '../../../scripts/plant/places.json';
import rosterBody from '../../../scripts/plant/roster.json';
import type { InspectionPlan } from '../../../typings/config';

const { checklists, plans: all } = parseConfig('inspection', inspectionBody);
const plans = all.filter(isByClock);
const beforeUse = all.filter((plan) => !isByClock(plan));
const places = parseConfig('places', placesBody);
const roster = parseConfig('roster', rosterBody);
const { people } = readRoll(peopleBody);
const { templates } = parseConfig('templates', templatesBody);

const checklistById = new Map(checklists.map((checklist) => [checklist.id, checklist]));
const pointById = new Map(places.points.map((point) => [point.id, point]));
const areaById = new Map(places.areas.map((area) => [area.id, area]));
const areaOf = (pointId: string) => areaById.get(pointById.get(pointId)?.areaId ?? '');

/** An ordinary month: no public holiday lies in December. */
const DECEMBER = Array.from({ length: 31 }, (_, index) => `2026-12-${String(index + 1).padStart(2, '0')}`);

const weekdayOf = (date: string): number => new Date(date).getUTCDay();

/** The shifts in which a plan is due on a day of December, counted by hand. */
function shiftsOn({ every }: InspectionPlan, date: string): string[] {
  switch (every.kind) {
    case 'shift':
      return every.shiftIds;
    case 'week':
      return every.weekdays.includes(weekdayOf(date)) ? [every.shiftId] : [];
    case 'month':
      return every.days.includes(Number(date.slice(8))) ? [every.shiftId] : [];
    case 'days':
      return ((Date.parse(date) - Date.parse(every.since)) / 86_400_000) % every.n === 0
        ? [every.shiftId]
        : [];
    case 'afterDaysOff':
      return every.min > 2 ? [] : [every.shiftId];
  }
}

const rounds = plans.flatMap((plan) =>
  DECEMBER.flatMap((date) => shiftsOn(plan, date).map((shiftId) => ({ plan, date, shiftId }))),
);

/** Whoever could be asked to do a round: all holders of a post, since their turns are not looked at here. */
function askedFor({ plan, date, shiftId }: (typeof rounds)[number]): string[] {
  const { by, route } = plan;
  if (by.kind === 'person') return [by.personId];
  if (by.kind === 'post') return people.filter(({ post }) => post === by.post).map(({ id }) => id);
  const areaId = areaOf(route[0]?.pointId ?? '')?.id ?? '';
  return roster.duties
    .filter((line) => line.duty === by.duty && line.shiftId === shiftId)
    .filter(
      ({ weekdays, areaIds }) =>
        weekdays.includes(weekdayOf(date)) && (areaIds.length === 0 || areaIds.includes(areaId)),
    )
    .map(({ personId }) => personId);
}

it('has no holes', () => {
  const roll = people.map(asEnrolled);
  expect(inspectionHoles({ checklists, plans: all }, places, roster, { templates }, roll)).toEqual([]);
});

describe('the checklists', () => {
  const items = checklists.flatMap((checklist) => checklist.items.map((item) => ({ checklist, ...item })));

  it('are all walked with, and have five to twelve items', () => {
    const walked = new Set(plans.flatMap(({ route }) => route.map(({ checklistId }) => checklistId)));
    expect(checklists.map(({ id }) => id).filter((id) => !walked.has(id))).toEqual([]);
    for (const { items: asked } of checklists) {
      expect(asked.length).toBeGreaterThanOrEqual(5);
      expect(asked.length).toBeLessThanOrEqual(12);
    }
  });

  it('say in few words what to look at and how it should be', () => {
    const long = items.filter(({ text, standard }) => text.length > 18 || standard.length > 30);
    expect(long.map(({ text }) => text)).toEqual([]);
  });

  it('are told apart by their titles, and their items by what they say', () => {
    expect(new Set(checklists.map(({ title }) => title)).size).toBe(checklists.length);
    for (const { items: asked } of checklists)
      expect(new Set(asked.map(({ text }) => text)).size).toBe(asked.length);
  });

  it('report most of what they find with one tap', () => {
    const judged = items.filter(({ answer }) => answer.kind === 'check' || answer.kind === 'number');
    const tapped = judged.filter(({ templateId }) => templateId !== null);
    expect(tapped.length / judged.length).toBeGreaterThan(0.6);
  });

  it('give every number a limit, and name it in the standard', () => {
    for (const { answer, standard } of items) {
      if (answer.kind !== 'number') continue;
      const limits = [answer.min, answer.max].filter((limit) => limit !== null && limit !== 0);
      expect(limits.length).toBeGreaterThan(0);
      for (const limit of limits) expect(standard).toContain(String(limit));
    }
  });

  it('ask for a photo of what is in order seldom, and never where phones stay outside', () => {
    const photographed = (id: string) =>
      checklistById.get(id)!.items.some(({ photo, answer }) => photo === 'always' || answer.kind === 'photo');
    expect(checklists.filter(({ id }) => photographed(id)).length).toBeLessThanOrEqual(3);
    const outside = plans.flatMap(({ route }) => route).filter(({ pointId }) => areaOf(pointId)?.phoneFree);
    expect(outside.length).toBeGreaterThan(0);
    expect(outside.filter(({ checklistId }) => photographed(checklistId))).toEqual([]);
  });

  it('stop a machine for the minority of items', () => {
    expect(items.filter(({ critical }) => critical).length).toBeLessThan(items.length / 2);
  });
});

describe('the plans', () => {
  const ofKind = (kind: InspectionPlan['kind']) => plans.filter((plan) => plan.kind === kind);
  const roundsOf = (kind: InspectionPlan['kind']) => rounds.filter(({ plan }) => plan.kind === kind);

  it('make at least 80 spot checks and about 40 patrols in an ordinary month', () => {
    expect(roundsOf('spotCheck').length).toBeGreaterThanOrEqual(80);
    expect(roundsOf('patrol').length).toBeGreaterThanOrEqual(36);
    expect(roundsOf('patrol').length).toBeLessThanOrEqual(44);
  });

  it('have machines that many people use checked before use as well', () => {
    const byClock = new Set(ofKind('spotCheck').map(({ route }) => route[0]?.pointId));
    expect(beforeUse.length).toBeGreaterThan(0);
    expect(beforeUse.filter(({ route }) => !byClock.has(route[0]?.pointId))).toEqual([]);
  });

  it('come in every way of coming back, and to every kind of owner', () => {
    const kinds = (all: { kind: string }[]) => new Set(all.map(({ kind }) => kind));
    expect(kinds(plans.map(({ every }) => every))).toEqual(
      new Set(['shift', 'week', 'month', 'days', 'afterDaysOff']),
    );
    expect(kinds(plans.map(({ by }) => by))).toEqual(new Set(['person', 'post', 'duty']));
    expect(new Set(rounds.map(({ shiftId }) => shiftId))).toEqual(new Set(roster.shifts.map(({ id }) => id)));
  });

  it('leave nobody with more than eight rounds in a shift', () => {
    const load = new Map<string, number>();
    for (const round of rounds) {
      const asked = askedFor(round);
      expect(asked.length).toBeGreaterThan(0);
      for (const id of asked) {
        const at = `${round.date} ${round.shiftId} ${id}`;
        load.set(at, (load.get(at) ?? 0) + 1);
      }
    }
    expect(Math.max(...load.values())).toBeLessThanOrEqual(8);
  });

  it('are told apart by their titles', () => {
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  });

  it('check a machine in the first two hours of the shift', () => {
    for (const { window } of ofKind('spotCheck')) expect(window).toMatchObject({ opens: 0, closes: 120 });
  });

  it('patrol three to eight points in the order of their numbers', () => {
    for (const { route } of ofKind('patrol')) {
      expect(route.length).toBeGreaterThanOrEqual(3);
      expect(route.length).toBeLessThanOrEqual(8);
      const numbers = route.map(({ pointId }) => pointById.get(pointId)?.no ?? '');
      expect(numbers).toEqual([...numbers].sort());
    }
  });

  it('come to every red and orange point', () => {
    const seen = new Set(plans.flatMap(({ route }) => route.map(({ pointId }) => pointId)));
    const risky = places.points.filter(
      ({ id, areaId, riskColor }) =>
        [riskColor, areaById.get(areaId)?.riskColor].some((color) => color === 'red' || color === 'orange') &&
        !seen.has(id),
    );
    expect(risky.map(({ no }) => no)).toEqual([]);
  });

  it('come to every red area in every week, on holidays too', () => {
    const weeks = [0, 7, 14, 21].map((first) => new Set(DECEMBER.slice(first, first + 7)));
    for (const { id, name, riskColor } of places.areas) {
      if (riskColor !== 'red') continue;
      const visits = rounds.filter(
        ({ plan }) => plan.holidays === 'run' && plan.route.some(({ pointId }) => areaOf(pointId)?.id === id),
      );
      const missed = weeks.filter((week) => !visits.some(({ date }) => week.has(date)));
      expect([name, missed.length]).toEqual([name, 0]);
    }
  });
});

describe('docs/inspections.md', () => {
  const text = readFileSync(join(__dirname, '../../../docs/inspections.md'), 'utf8');
  const [checklist, ...shown] = [...text.matchAll(/```json\n([^]*?)```/g)].map(
    ([, json = '']) => JSON.parse(json) as unknown,
  );

  it('shows a checklist that could be published', () => {
    expect(() => parseConfig('inspection', { checklists: [checklist], plans: [] })).not.toThrow();
  });

  it('shows plans that ship', () => {
    expect(shown).toHaveLength(2);
    for (const plan of shown) expect(all).toContainEqual(plan);
  });

  it('counts what ships', () => {
    expect(text).toContain(`has ${checklists.length} checklists and ${all.length} plans`);
  });
});
