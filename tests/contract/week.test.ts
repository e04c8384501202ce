/** Top-3 点评: written on Monday, said once by the manager, answered by Friday, and on everybody's home page. */
import { randomUUID } from 'node:crypto';
import type { HomeWeek, WeekTop, WeekTopView } from '../../typings/week-top';
import { DAY, isoDay, wallClock } from '../../miniprogram/shared/time';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { orderAt, report } from './support/desk';
import { AREA, guestPhone, phone, useCloud, type Part } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import { countAll } from './support/tasks';

const cloud = useCloud();

/** Ten past eight on the Monday to come. */
async function nextMonday(): Promise<number> {
  const today = Date.parse(`${isoDay(await cloud().now())}T08:10:00+08:00`);
  const { weekday } = wallClock(today);
  return today + ((8 - weekday) % 7 || 7) * DAY;
}

/** A week with reports in it, and the Monday after it. @returns that Monday */
async function monday(): Promise<string> {
  await orderAt(cloud(), 'closed');
  await report(cloud(), phone('reporter'));
  await countAll(cloud());
  const at = await nextMonday();
  await to(at);
  await cloud().runTimer('reports');
  return isoDay(at);
}

/** To an instant of which the test knows. */
async function to(at: number): Promise<void> {
  await cloud().clock({ set: at });
}

const read = async (part: Part = 'manager'): Promise<WeekTopView> => {
  const { week: told } = await cloud().callOk(phone(part), 'week.get', {});
  if (told === null) throw new Error('no week');
  return told;
};

const LINES = ['焊接区的气瓶今天全部固定好', '谁的区域谁来说'];

const comment = (day: string): Promise<WeekTopView> =>
  cloud().callOk(phone('manager'), 'week.comment', { monday: day, lines: LINES });

const answer = (day: string, part: Part = 'keeper', areaId: string = AREA): Promise<WeekTopView> =>
  cloud().callOk(phone(part), 'week.answer', { monday: day, areaId, text: '都固定了' });

const inbox = async (part: Part): Promise<string[]> =>
  (await cloud().callOk(phone(part), 'notices.list', {})).notices.map(({ title }) => title);

const atHome = async (part: Part): Promise<HomeWeek | null | undefined> =>
  (await cloud().callOk(phone(part), 'home.get', {})).week;

/** What the home page knows is a minute old at most. */
const minuteLater = (): Promise<unknown> => cloud().clock({ advance: 61_000, coalesce: true });

contractOf('week.get', {
  valid() {
    it('tells three sentences and the areas with their reasons, and asks the manager', async () => {
      const day = await monday();
      const told = await read();
      expect(told).toMatchObject({ monday: day, comment: null, comments: true });
      expect(told.sentences.length).toBeLessThanOrEqual(3);
      expect(told.areas.map(({ areaId }) => areaId)).toContain(AREA);
      expect((await inbox('manager'))[0]).toBe('这周先看三处，等你点评');
      expect(await atHome('manager')).toMatchObject({ said: null, asks: 'comment' });
      expect(await atHome('reporter')).toBeNull();
      expect(JSON.stringify(told)).not.toMatch(/p-0\d\d|王大勇|周建国|1[3-9]\d{9}(?!\d)/);
    });

    it('is written once, however often the timer runs', async () => {
      const day = await monday();
      for (let run = 0; run < 3; run += 1) {
        await cloud().clock({ advance: 60 * 60_000, coalesce: true });
        await cloud().runTimer('reports');
      }
      const all = (await cloud().dump('weekTops')).filter(({ _id }) => _id === day);
      expect(all).toHaveLength(1);
      const told = await inbox('manager');
      const { notices } = await cloud().callOk(phone('manager'), 'notices.list', {});
      expect(told).toContain('这周先看三处，等你点评');
      const mine = notices.filter(
        ({ title, at }) => /三处/.test(title) && at >= Date.parse(`${day}T00:00:00+08:00`),
      );
      expect(mine).toHaveLength(1);
    });
  },
  edge() {
    it('is nothing of a week of which nobody wrote', async () => {
      expect(await cloud().callOk(phone('reporter'), 'week.get', { monday: '2020-01-06' })).toEqual({
        week: null,
      });
    });

    it('catches up on a Wednesday', async () => {
      const at = await nextMonday();
      await to(at + 2 * DAY);
      const day = isoDay(at);
      await cloud().runTimer('reports');
      expect(await read()).toMatchObject({ monday: day });
    });

    it('reminds on Friday who did not answer, once', async () => {
      const day = await monday();
      await comment(day);
      await to(Date.parse(`${day}T08:30:00+08:00`) + 4 * DAY);
      for (let run = 0; run < 2; run += 1) {
        await cloud().runTimer('reports');
        await cloud().clock({ advance: 60 * 60_000, coalesce: true });
      }
      const late = (await cloud().dump('deliveries')).filter(
        ({ _id }) => typeof _id === 'string' && _id.includes(`week-${day}-weekLate-${AREA}`),
      );
      expect(late).toHaveLength(1);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('manager'),
      'week.get',
      misshapen({ monday: '2026-11-23' }, { optional: ['monday'] }),
    );
  },
  forbidden() {
    it('is for whoever works here', () => refused(cloud(), 'NOT_BOUND', guestPhone(), 'week.get', {}));
    itRefusesNobody(cloud, 'week.get', {});
  },
});

contractOf('week.comment', {
  valid() {
    it('stands for everybody, and asks who keeps the areas', async () => {
      const day = await monday();
      const said = await comment(day);
      expect(said).toMatchObject({ comments: false, comment: { lines: LINES } });
      // Who keeps it on a Monday is not who keeps it on a Wednesday.
      const told = (await cloud().dump('deliveries')).find(({ _id }) =>
        String(_id).includes(`week-${day}-weekComment-${AREA}`),
      );
      expect(told).toMatchObject({ title: '周建国点评了手工焊接区' });
      await minuteLater();
      expect(await atHome('reporter')).toMatchObject({ said: { line: LINES[0] }, answered: 0, asks: null });
      expect(await atHome('keeper')).toMatchObject({ asks: 'answer' });
    });
  },
  edge() {
    it('is one sentence or three', async () => {
      const day = await monday();
      const lines = ['一', '二', '三'];
      expect(
        (await cloud().callOk(phone('manager'), 'week.comment', { monday: day, lines })).comment?.lines,
      ).toEqual(lines);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('manager'),
      'week.comment',
      misshapen({ monday: '2026-11-23', lines: ['一'] }),
    );
    it('refuses none, four, and a week that there is not', async () => {
      const as = phone('manager');
      await refused(cloud(), 'BAD_REQUEST', as, 'week.comment', { monday: '2026-11-23', lines: [] });
      const lines = ['一', '二', '三', '四'];
      await refused(cloud(), 'BAD_REQUEST', as, 'week.comment', { monday: '2026-11-23', lines });
      await refused(cloud(), 'WEEK_UNKNOWN', as, 'week.comment', { monday: '2020-01-06', lines: ['一'] });
    });
  },
  forbidden() {
    it('is for the manager', async () => {
      for (const part of ['reporter', 'keeper', 'safety', 'admin', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'week.comment', {
          monday: '2026-11-23',
          lines: ['一'],
        });
    });
    itRefusesNobody(cloud, 'week.comment', { monday: '2026-11-23', lines: ['一'] });
  },
  replay() {
    it('is said once', async () => {
      const [input, requestId, as] = [
        { monday: await monday(), lines: LINES },
        randomUUID(),
        phone('manager'),
      ];
      await Promise.all([1, 2].map(() => cloud().callOk(as, 'week.comment', input, { requestId })));
      const after = await stored(cloud());
      await cloud().callOk(as, 'week.comment', input, { requestId });
      expect(await stored(cloud())).toEqual(after);
      const other = { ...input, lines: ['别的'] };
      await refused(cloud(), 'REPLAY_MISMATCH', as, 'week.comment', other, { requestId });
      await refused(cloud(), 'WEEK_SAID', as, 'week.comment', other);
    });
  },
});

contractOf('week.answer', {
  valid() {
    it('stands beside its area', async () => {
      const day = await monday();
      await comment(day);
      const told = await answer(day);
      expect(told.areas.find(({ areaId }) => areaId === AREA)).toMatchObject({
        ...{ answer: { text: '都固定了' }, mine: false },
      });
      await minuteLater();
      expect(await atHome('manager')).toMatchObject({ answered: 1, asks: null });
    });
  },
  edge() {
    it('is lost by nobody when all answer at once', async () => {
      await report(cloud(), phone('bystander'), { areaId: 'press' });
      const day = await monday();
      await comment(day);
      const { areas } = await read();
      await Promise.all(areas.map(({ areaId }) => answer(day, 'safety', areaId)));
      const found = (await cloud().dump('weekTops')).find(({ _id }) => _id === day) as
        (Record<string, unknown> & WeekTop) | undefined;
      expect(found?.answers).toHaveLength(areas.length);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'week.answer',
      misshapen({ monday: '2026-11-23', areaId: AREA, text: '好' }),
    );
    it('comes after the comment, and about an area of the week', async () => {
      const day = await monday();
      const input = { monday: day, areaId: AREA, text: '好' };
      await refused(cloud(), 'WEEK_EARLY', phone('keeper'), 'week.answer', input);
      await refused(cloud(), 'WEEK_UNKNOWN', phone('keeper'), 'week.answer', { ...input, areaId: 'nowhere' });
    });
  },
  forbidden() {
    it('is for who looks after the area', async () => {
      const day = await monday();
      await comment(day);
      const input = { monday: day, areaId: AREA, text: '好' };
      for (const part of ['otherSupervisor', 'reporter', 'manager', 'admin'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'week.answer', input);
    });
    itRefusesNobody(cloud, 'week.answer', { monday: '2026-11-23', areaId: AREA, text: '好' });
  },
  replay() {
    it('is said once', async () => {
      const day = await monday();
      await comment(day);
      const [input, requestId, as] = [
        { monday: day, areaId: AREA, text: '好' },
        randomUUID(),
        phone('keeper'),
      ];
      await Promise.all([1, 2].map(() => cloud().callOk(as, 'week.answer', input, { requestId })));
      const after = await stored(cloud());
      await cloud().callOk(as, 'week.answer', input, { requestId });
      expect(await stored(cloud())).toEqual(after);
      const other = { ...input, text: '不好' };
      await refused(cloud(), 'REPLAY_MISMATCH', as, 'week.answer', other, { requestId });
      await refused(cloud(), 'REPLAY_REFUSED', phone('safety'), 'week.answer', input, { requestId });
      await refused(cloud(), 'WEEK_SAID', phone('safety'), 'week.answer', other);
    });
  },
});
