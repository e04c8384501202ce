/** 隐患公示 of an area: what everybody who works there is to know, and nothing of who said it. */
import type { Posting } from '../../typings/insight-views';
import { DAY } from '../../miniprogram/shared/time';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { orderAt, report } from './support/desk';
import { newKey, reportNameless } from './support/nameless';
import { AREA, CAST, guestPhone, phone, useCloud, type Part } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const read = (part: Part = 'safety', areaId: string = AREA): Promise<Posting> =>
  cloud().callOk(phone(part), 'insight.posting', { areaId });

contractOf('insight.posting', {
  valid() {
    it('tells what is open and what was mended, in the words of its template', async () => {
      await orderAt(cloud(), 'closed', { templateId: 'guard-missing' });
      await report(cloud(), phone('reporter'), { templateId: 'guard-loose', description: '老王又没拧' });
      const told = await read();
      expect(told).toMatchObject({ areaId: AREA, areaName: '手工焊接区' });
      expect(told.open.map(({ title }) => title)).toContain('防护罩松动');
      expect(told.closed.map(({ title }) => title)).toContain('防护罩缺失');
      expect(told.open[0]).toMatchObject({ closedOn: null, late: false });
    });

    it('names nobody, and tells of no minute, no place and no picture', async () => {
      await reportNameless(cloud(), phone('reporter'), newKey(), { description: '张三看见的，13912345678' });
      const text = JSON.stringify(await read());
      const people = (await cloud().dump('people')).flatMap(({ name }) =>
        typeof name === 'string' ? [name] : [],
      );
      expect(people.length).toBeGreaterThan(20);
      for (const name of people) expect(text).not.toContain(name);
      for (const secret of [...Object.values(CAST), '张三', '1391234', 'http', 'cloud:'])
        expect(text).not.toContain(secret);
    });
  },
  edge() {
    it('leaves out what was no hazard, and what was mended more than 30 days ago', async () => {
      await orderAt(cloud(), 'notHazard', { templateId: 'estop-blocked' }).catch(() => undefined);
      const before = (await read()).closed.length;
      expect(before).toBeGreaterThan(0);
      await cloud().clock({ advance: 31 * DAY, coalesce: true });
      expect((await read()).closed).toEqual([]);
    });

    it('holds twenty open ones and says how many more there are', async () => {
      for (let n = 0; n < 22; n += 1) await report(cloud(), phone('reporter'), { areaId: 'press' });
      const told = await read('safety', 'press');
      expect(told.open).toHaveLength(20);
      expect(told.more).toBeGreaterThanOrEqual(2);
    });

    it('shows that of one’s own areas with most to tell when none is said', async () => {
      for (let n = 0; n < 3; n += 1) await report(cloud(), phone('reporter'));
      const told = await cloud().callOk(phone('keeper'), 'insight.posting', {});
      expect(told.areas.map(({ id }) => id)).toContain(told.areaId);
      for (const { id } of told.areas) {
        const other = await read('keeper', id);
        expect(told.open.length).toBeGreaterThanOrEqual(other.open.length);
      }
      expect(told.areas.length).toBeLessThan((await read()).areas.length);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('safety'),
      'insight.posting',
      misshapen({ areaId: AREA }, { optional: ['areaId'] }),
    );
    it('knows no unknown area', () =>
      refused(cloud(), 'NOT_FOUND', phone('safety'), 'insight.posting', { areaId: 'nowhere' }));
  },
  forbidden() {
    it('is of one’s own areas for a supervisor', () =>
      refused(cloud(), 'NOT_FOUND', phone('otherSupervisor'), 'insight.posting', { areaId: AREA }));
    it('is for safety, management and supervisors', async () => {
      for (const part of ['reporter', 'admin', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'insight.posting', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'insight.posting', {});
    });
    itRefusesNobody(cloud, 'insight.posting', {});
  },
});
