/** A card holds what its team is told: of its areas, of its sections, and no more lines than two minutes allow. */
import { createCards, type PermitsOn } from '../../../cloudfunctions/features/briefing/card';
import type { BriefingTeam } from '../../../typings/briefing';
import { SHIFT, TEAM } from '../engine/briefing/fixtures';

const asked: string[] = [];

const hazard = (n: number, areaId: string): object => ({
  ...{ orderId: `o-${n}`, title: '气瓶没固定', place: '厂房', open: true, measure: '', areaId },
});
const round = (n: number, areaIds: string[]): object => ({
  ...{ taskId: `t-${n}`, title: '点检', owner: '王大勇', dueAt: n, areaIds },
});

jest.mock('../../../cloudfunctions/features/order/told', () => ({
  toldHazards: (_: unknown, from: number, to: number) => {
    asked.push(`hazards ${(to - from) / 3_600_000}`);
    const hazards = [1, 2, 3, 4].map((n) => hazard(n, n === 2 ? 'yard' : 'hall'));
    return Promise.resolve({
      found: hazards,
      standing: hazards.map((one) => ({ ...one, since: '2026-11-20' })),
    });
  },
  toldPictures: () => Promise.resolve([]),
}));
jest.mock('../../../cloudfunctions/features/inspection/shift', () => ({
  roundsOfShift: (date: string, shiftId: string) => {
    asked.push(`rounds ${date} ${shiftId}`);
    return Promise.resolve([round(1, ['yard', 'hall']), round(2, ['yard'])]);
  },
}));
jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

type InForce = Parameters<typeof createCards>[0];

const inForce: InForce = {
  templates: { categories: [], templates: [] },
  templateById: new Map(),
  roster: { shifts: [], duties: [], changes: [] },
};
const END = SHIFT.startsAt + 8 * 3_600_000;
const permit = { id: 'p-1', title: '二级动火', place: '厂房', from: SHIFT.startsAt, to: END };
const permitsOn: PermitsOn = (areaIds, from, to) => {
  asked.push(`permits ${areaIds.join()} ${from === SHIFT.startsAt && to === END}`);
  return Promise.resolve([permit]);
};

const cards = () => createCards(inForce, permitsOn, SHIFT.startsAt);
const team = (change: Partial<BriefingTeam> = {}): BriefingTeam => ({ ...TEAM, most: 2, ...change });

beforeEach(() => asked.splice(0));

it('tells of the last day and of the shift what lies in the areas of the team', async () => {
  const card = await cards()(team(), SHIFT, ['hall'], END);
  expect(card.hazards?.map(({ orderId }) => orderId)).toEqual(['o-1', 'o-3']);
  expect(card.hazards?.[0]).not.toHaveProperty('areaId');
  expect(card.standing).toMatchObject([
    { orderId: 'o-1', since: '2026-11-20' },
    { orderId: 'o-3', since: '2026-11-20' },
  ]);
  expect(card.moreStanding).toBe(1);
  expect(card).toMatchObject({ moreHazards: 1, rounds: [{ taskId: 't-1' }], moreRounds: 0, quiz: null });
  expect(card.permits).toEqual([permit]);
  expect(asked).toEqual(['hazards 24', 'rounds 2026-11-25 day', 'permits hall true']);
});

it('leaves out what is not a section, and does not ask for it', async () => {
  const card = await cards()(team({ sections: ['quiz'] }), SHIFT, ['hall'], END);
  expect(card).toEqual({
    ...{
      hazards: null,
      moreHazards: 0,
      standing: null,
      moreStanding: 0,
      rounds: null,
      moreRounds: 0,
      permits: null,
      quiz: null,
    },
  });
  expect(asked).toEqual([]);
});

it('asks once for what teams of one shift share', async () => {
  const cardOf = cards();
  await cardOf(team(), SHIFT, ['hall'], END);
  await cardOf(team({ id: 'coat' }), SHIFT, ['yard'], END);
  expect(asked.filter((one) => !one.startsWith('permits'))).toHaveLength(2);
});
