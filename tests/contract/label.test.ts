/** What a scanned label says of its point. */
import type { Routes } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, photo, report } from './support/desk';
import { CAST, guestPhone, phone, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const status = (pointNo: string, as = guestPhone()): Promise<Routes['points.status']['output']> =>
  cloud().callOk(as, 'points.status', { pointNo });

contractOf('points.status', {
  valid() {
    it('tells that a machine was proposed to be stopped, stopped, and then nothing', async () => {
      const { id, number } = await report(cloud(), phone('reporter'), { pointId: 'b-03', stop: true });
      expect(await status('B-03')).toMatchObject({
        point: { id: 'b-03', no: 'B-03', areaId: 'manual-welding', areaName: '手工焊接区' },
        stopped: null,
        proposed: true,
        open: [{ id, number }],
      });
      const lock = await photo(cloud(), phone('keeper'));
      await act(cloud(), phone('keeper'), id, 'stop', { photos: [lock], personId: CAST.fixer });
      const stopped = await status('B-03');
      expect(stopped).toMatchObject({ stopped: { number, orderId: id }, proposed: false });
      expect(stopped.open[0]?.state.label).toBe('已停用');
      const fixed = await photo(cloud(), phone('fixer'));
      await act(cloud(), phone('fixer'), id, 'fix', { photos: [fixed] });
      expect((await status('B-03')).stopped).not.toBeNull();
      const unlock = await photo(cloud(), phone('reporter'));
      await act(cloud(), phone('reporter'), id, 'unlock', { photos: [unlock], onSite: true });
      expect(await status('B-03')).toMatchObject({ stopped: null, proposed: false, open: [] });
    });

    it('tells what is open there, newest first, and nothing of other points', async () => {
      const first = await report(cloud(), phone('reporter'), { pointId: 'b-04' });
      const second = await report(cloud(), phone('reporter'), {
        pointId: 'b-04',
        templateId: 'wire-damaged',
      });
      await report(cloud(), phone('reporter'), { pointId: 'b-06' });
      const { open } = await status('B-04');
      expect(open.map(({ id, title }) => [id, title])).toEqual([
        [second.id, '电线破皮露铜'],
        [first.id, '防护罩松动'],
      ]);
    });
  },
  edge() {
    it('reads a number as people type it, and never says that a point is safe', async () => {
      for (const typed of ['a-01', ' A-01 ', 'A-01']) {
        const answer = await status(typed);
        expect(answer).toMatchObject({ point: { id: 'a-01' }, stopped: null, proposed: false, open: [] });
        expect(JSON.stringify(answer)).not.toContain('安全');
      }
    });

    it('keeps words that were not checked from those who do not work here', async () => {
      const words = '有人说这里不好';
      await report(cloud(), guestPhone(7), { pointId: 'b-05', templateId: null, description: words });
      await cloud().faults([]);
      const [shown] = (await status('B-05', phone('bystander'))).open;
      expect(shown?.title).toBe(words);
      const order = (await cloud().dump('orders')).find(({ title }) => title === words);
      const [told] = (await status('B-05')).open;
      expect(told?.title).toBe(order?.['contentCheck'] === 'pass' ? words : '有一条隐患在处理');
    });

    it('takes one database call besides who asks', async () => {
      await status('B-04');
      await cloud().resetStats();
      await status('B-04');
      const { functions } = await cloud().stats();
      expect(functions['api']?.['points.status']?.request.calls).toBeLessThanOrEqual(2);
    });
  },
  invalid() {
    itRefusesShapes(cloud, guestPhone(), 'points.status', misshapen({ pointNo: 'B-03' }));

    it('refuses a number that no label has', async () => {
      for (const pointNo of ['Z-99', 'b03', '1']) {
        await refused(cloud(), 'PLACE_UNKNOWN', guestPhone(), 'points.status', { pointNo });
      }
    });
  },
  forbidden() {
    it('tells a passer-by no names', async () => {
      await report(cloud(), phone('reporter'), { pointId: 'b-04' });
      expect(JSON.stringify(await status('B-04'))).not.toMatch(/谢小刚|王大勇|p-0\d\d/);
    });

    itRefusesNobody(cloud, 'points.status', { pointNo: 'B-03' });
  },
});
