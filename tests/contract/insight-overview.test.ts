/** The numbers of a day, a week and a month, whose they are, and the orders behind each of them. */
import type { OrderCard } from '../../typings/api';
import type {
  InsightFilter,
  InsightKpiId,
  InsightOverview,
  InsightPeriod,
} from '../../typings/insight-views';
import { isoDay } from '../../miniprogram/shared/time';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { orderAt, report } from './support/desk';
import { AREA, guestPhone, phone, useCloud, type Part } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';
import { countAll } from './support/tasks';

const cloud = useCloud();

const DAY = 24 * 60 * 60_000;

const read = (period: InsightPeriod, part: Part = 'safety', of?: string): Promise<InsightOverview> =>
  cloud().callOk(phone(part), 'insight.overview', { period, ...(of === undefined ? {} : { of }) });

/** The numbers with everything counted. */
async function counted(period: InsightPeriod = 'month', part?: Part): Promise<InsightOverview> {
  await countAll(cloud());
  return read(period, part);
}

const kpi = ({ kpis }: InsightOverview, id: InsightKpiId) => {
  const found = kpis.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

const valueOf = (told: InsightOverview, id: InsightKpiId): number => kpi(told, id).value ?? 0;

/** All pages of the orders behind a number. */
async function behind(filter: InsightFilter | null, part: Part = 'safety'): Promise<OrderCard[]> {
  if (filter === null) throw new Error('nothing stands behind it');
  const orders: OrderCard[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await cloud().callOk(phone(part), 'insight.orders', {
      filter,
      ...(cursor === undefined ? {} : { cursor }),
    });
    orders.push(...page.orders);
    cursor = page.cursor;
  }
  return orders;
}

const idsOf = (orders: readonly OrderCard[]): string[] => orders.map(({ id }) => id);

const sumOf = ({ cells }: InsightOverview['bySlot']): number => cells.reduce((all, { n }) => all + n, 0);

const today = async (): Promise<string> => isoDay(await cloud().now());

contractOf('insight.overview', {
  valid() {
    it.each(['today', 'week', 'month'] as const)('tells what was reported and closed: %s', async (period) => {
      const before = await counted(period);
      const orderId = await orderAt(cloud(), 'closed');
      await report(cloud(), phone('reporter'));
      const after = await counted(period);
      expect(valueOf(after, 'reported')).toBe(valueOf(before, 'reported') + 2);
      expect(valueOf(after, 'closed')).toBe(valueOf(before, 'closed') + 1);
      expect(kpi(after, 'closureMedian').value).toEqual(expect.any(Number));
      expect(kpi(after, 'respondedInTime').value).toEqual(expect.any(Number));
      expect(idsOf(await behind(kpi(after, 'closed').opens))).toContain(orderId);
      expect(after).toMatchObject({ period, scope: 'plant', missing: [] });
      expect(JSON.stringify(after)).not.toMatch(/p-0\d\d/);
    });

    it('says of every number as many as there are orders behind it', async () => {
      await orderAt(cloud(), 'closed');
      await orderAt(cloud(), 'notHazard');
      const told = await counted('week');
      for (const id of ['reported', 'closed', 'majors'] as const)
        expect(await behind(kpi(told, id).opens)).toHaveLength(valueOf(told, id));
      for (const { cells } of [told.bySlot, told.byCategory])
        for (const { n, opens } of cells) expect(await behind(opens)).toHaveLength(n);
      for (const { n, opens } of told.top) expect(await behind(opens)).toHaveLength(n);
      expect(sumOf(told.bySlot)).toBe(valueOf(told, 'reported'));
      expect(sumOf(told.byCategory)).toBe(valueOf(told, 'reported'));
      expect(told.byDay.reduce((all, { reported }) => all + reported, 0)).toBe(valueOf(told, 'reported'));
    });

    it('counts what is overdue now', async () => {
      await orderAt(cloud(), 'awaitingResponse', { urgency: 'high', urgencyReason: '漏电' });
      await cloud().clock({ set: (await cloud().now()) + 3 * 60 * 60_000 });
      const told = await read('today');
      expect(valueOf(told, 'overdue')).toBeGreaterThan(0);
      expect(await behind(kpi(told, 'overdue').opens)).toHaveLength(valueOf(told, 'overdue'));
    });

    it('tells a hazard that came back from one that did not', async () => {
      const told = await counted('month');
      for (const by of ['reporter', 'fixer'] as const) await report(cloud(), phone(by), { pointId: 'b-05' });
      const after = await counted('month');
      expect(valueOf(after, 'repeats')).toBeGreaterThan(valueOf(told, 'repeats'));
      expect(kpi(after, 'repeats')).toMatchObject({ previous: null, sentence: '无上年数据' });
    });

    it('counts people once, however often they act', async () => {
      await report(cloud(), phone('reporter'));
      const told = await counted('today');
      await report(cloud(), phone('reporter'));
      const after = await counted('today');
      expect(valueOf(after, 'activeReporters')).toBe(valueOf(told, 'activeReporters'));
      await report(cloud(), phone('bystander'));
      expect(valueOf(await counted('today'), 'activeReporters')).toBe(valueOf(told, 'activeReporters') + 1);
      expect(kpi(after, 'activeUsers').sentence).toMatch(/^在册 \d+ 人，占 \d+%，上线前 42%$/);
      expect(after.participation.at(-1)?.reporters).toBeGreaterThan(0);
    });
  },
  edge() {
    it('has nothing to tell of a month in which nothing happened', async () => {
      const told = await read('month', 'safety', '2020-02-29');
      expect(told).toMatchObject({ from: '2020-02-01', to: '2020-02-29', top: [], silent: [], missing: [] });
      expect(told.bySlot.cells).toEqual([]);
      expect(told.departments).toEqual([]);
      expect(told.participation).toEqual([]);
      expect(told.byDay).toHaveLength(29);
      expect(kpi(told, 'reported')).toMatchObject({ value: 0, previous: null, change: null });
      expect(kpi(told, 'closureMean').value).toBeNull();
      expect(kpi(told, 'overdue')).toMatchObject({ value: null, opens: null });
    });

    it('begins a week on Monday, across the end of a year', async () => {
      const { from, to } = await read('week', 'safety', '2026-01-01');
      expect({ from, to }).toEqual({ from: '2025-12-29', to: '2026-01-04' });
    });

    it('names the silent areas once the plant is older than a month', async () => {
      await report(cloud(), phone('reporter'));
      expect((await counted()).silent).toEqual([]);
      await cloud().clock({ set: (await cloud().now()) + 35 * DAY });
      await report(cloud(), phone('reporter'));
      const { silent } = await counted();
      expect(silent.length).toBeGreaterThan(0);
      expect(silent.map(({ areaId }) => areaId)).not.toContain(AREA);
      expect(silent.every(({ days }) => days >= 30)).toBe(true);
    });

    it('compares with the month before', async () => {
      const told = await counted();
      await cloud().clock({ set: (await cloud().now()) + 31 * DAY });
      await report(cloud(), phone('reporter'));
      const next = await counted();
      const of = isoDay(Date.parse(`${told.from}T00:00:00+08:00`));
      const whole = await read('month', 'safety', of);
      expect(next.from > whole.to).toBe(true);
      expect(kpi(next, 'reported').previous).toBeLessThanOrEqual(valueOf(whole, 'reported'));
      expect(kpi(next, 'reported').previous).not.toBeNull();
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('safety'),
      'insight.overview',
      misshapen({ period: 'week', of: '2026-11-02' }, { optional: ['of'] }),
    );

    it.each(['2099-01-01', '2026-02-30', '2026-11'])('refuses the day %p', async (of) => {
      const input = { period: 'month', of } as const;
      const told = await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'insight.overview', input);
      expect(Object.keys(told.fields ?? {})).toEqual(['of']);
    });
  },
  forbidden() {
    it('is for safety, management and supervisors', async () => {
      for (const part of ['reporter', 'inspector', 'storekeeper', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'insight.overview', { period: 'week' });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'insight.overview', { period: 'week' });
      for (const part of ['manager', 'admin'] as const)
        expect((await read('week', part)).scope).toBe('plant');
    });

    it('tells a supervisor of what they look after alone', async () => {
      await report(cloud(), phone('reporter'));
      const own = await counted('month', 'keeper');
      const other = await read('month', 'otherSupervisor');
      expect([own.scope, other.scope]).toEqual(['own', 'own']);
      expect(own.bySlot.areas.map(({ id }) => id)).toContain(AREA);
      expect(other.bySlot.areas.map(({ id }) => id)).not.toContain(AREA);
      expect(other.silent.map(({ areaId }) => areaId)).not.toContain(AREA);
      expect(kpi(own, 'activeUsers').sentence).toBeNull();
      expect(new Set(own.departments.map(({ departmentId }) => departmentId)).size).toBeLessThanOrEqual(1);
    });

    it('opens no orders to an administrator', async () => {
      await report(cloud(), phone('reporter'));
      await counted();
      expect(JSON.stringify(await read('month', 'admin'))).not.toContain('"what"');
    });
    itRefusesNobody(cloud, 'insight.overview', { period: 'week' });
  },
});

contractOf('insight.orders', {
  valid() {
    it('lists what was reported last first', async () => {
      const [first, second] = [
        await report(cloud(), phone('reporter')),
        await report(cloud(), phone('fixer')),
      ];
      const day = await today();
      const orders = await behind({ what: 'reported', from: day, to: day });
      expect(idsOf(orders).slice(0, 2)).toEqual([second.id, first.id]);
    });

    it('lists what ended found mended, and nothing else that ended', async () => {
      const [mended, none] = [await orderAt(cloud(), 'closed'), await orderAt(cloud(), 'notHazard')];
      const day = await today();
      const ids = idsOf(await behind({ what: 'closed', from: day, to: day }));
      expect(ids[0]).toBe(mended);
      expect(ids).not.toContain(none);
    });

    it('lists what was answered, of the plant and of a department of the ranking', async () => {
      const answered = await orderAt(cloud(), 'closed');
      const { id: waiting } = await report(cloud(), phone('reporter'));
      const told = await counted('week');
      const all = await behind(kpi(told, 'responseMedian').opens);
      expect(idsOf(all)).toContain(answered);
      expect(idsOf(all)).not.toContain(waiting);
      expect(all).toHaveLength(told.departments.reduce((n, department) => n + department.answered, 0));
      for (const { opens, answered: many } of told.departments)
        expect(await behind(opens)).toHaveLength(many);
    });

    it('narrows by area, category, urgency, department and hours', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const day = await today();
      const all: InsightFilter = { what: 'reported', from: day, to: day, areaId: AREA };
      const [card] = await behind(all);
      expect(card?.id).toBe(id);
      const stored = (await cloud().dump('orders')).find(({ _id }) => _id === id) as Record<
        string,
        unknown
      > & {
        categoryId: string;
        place: { departmentId: string };
      };
      const { categoryId, place } = stored;
      const narrow: InsightFilter = {
        ...all,
        categoryId,
        urgency: 'medium',
        departmentId: place.departmentId,
      };
      expect(idsOf(await behind(narrow))).toContain(id);
      expect(await behind({ ...all, urgency: 'high', categoryId: 'none' })).toEqual([]);
      const slots = await Promise.all(
        (['00', '04', '08', '12', '16', '20'] as const).map((slot) => behind({ ...all, slot })),
      );
      expect(slots.filter((orders) => idsOf(orders).includes(id))).toHaveLength(1);
      expect(await behind({ ...all, major: true })).toEqual([]);
    });
  },
  edge() {
    it('goes on page by page without losing or doubling any', async () => {
      for (let n = 0; n < 23; n += 1) await report(cloud(), phone('reporter'));
      const day = await today();
      const ids = idsOf(await behind({ what: 'reported', from: day, to: day }));
      expect(ids.length).toBeGreaterThan(22);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('is empty for days on which nothing happened', async () => {
      expect(await behind({ what: 'closed', from: '2020-01-01', to: '2020-12-31' })).toEqual([]);
    });
  },
  invalid() {
    const sample = {
      filter: {
        ...{ what: 'reported', from: '2026-11-01', to: '2026-11-02', areaId: 'saw', departmentId: 'd' },
        ...{ categoryId: 'c', urgency: 'low', slot: '08', major: true },
      },
      cursor: 'WzEsImEiXQ',
    };
    const optional = ['areaId', 'departmentId', 'categoryId', 'urgency', 'slot', 'major'];
    itRefusesShapes(
      cloud,
      phone('safety'),
      'insight.orders',
      misshapen(sample, {
        optional: ['cursor', ...optional.map((key) => `filter.${key}`)],
        mayBeEmpty: ['cursor'],
      }),
    );

    it.each<[string, InsightFilter, string]>([
      ['no days', { what: 'reported' }, 'filter.from'],
      ['no end', { what: 'closed', from: '2026-01-01' }, 'filter.to'],
      ['days to come', { what: 'reported', from: '2099-01-01', to: '2099-01-02' }, 'filter.from'],
      ['the wrong order', { what: 'reported', from: '2026-02-01', to: '2026-01-01' }, 'filter.to'],
      ['more than a year', { what: 'reported', from: '2024-01-01', to: '2026-01-01' }, 'filter.from'],
    ])('refuses %s', async (_what, filter, field) => {
      const told = await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'insight.orders', { filter });
      expect(Object.keys(told.fields ?? {})).toEqual([field]);
    });
  },
  forbidden() {
    it('is for safety, management and supervisors, and not for who keeps the settings', async () => {
      const input = { filter: { what: 'overdue' } } as const;
      for (const part of ['reporter', 'inspector', 'storekeeper', 'contractor', 'admin'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'insight.orders', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'insight.orders', input);
    });

    it('shows a supervisor what is theirs alone', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const day = await today();
      const filter: InsightFilter = { what: 'reported', from: day, to: day, areaId: AREA };
      expect(idsOf(await behind(filter, 'keeper'))).toContain(id);
      expect(await behind(filter, 'otherSupervisor')).toEqual([]);
    });
    itRefusesNobody(cloud, 'insight.orders', { filter: { what: 'overdue' } });
  },
});
