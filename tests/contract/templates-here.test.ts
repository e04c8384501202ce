/** Templates of a place: those that were reported there come first. */
import { AREA, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { report } from './support/desk';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const here = async (areaId: string, pointId: string | null, as = phone('reporter')): Promise<string[]> =>
  (await cloud().callOk(as, 'templates.here', { areaId, pointId })).templateIds;

async function reported(areaId: string, pointId: string | null, ...templateIds: string[]): Promise<void> {
  for (const templateId of templateIds)
    await report(cloud(), phoneOf('p-033'), { areaId, pointId, templateId });
}

contractOf('templates.here', {
  valid() {
    it('puts what an area reports most first, and of two alike what was used last', async () => {
      await reported('saw', null, 'floor-oily', 'guard-loose', 'panel-clutter', 'guard-loose');
      expect(await here('saw', null)).toEqual(['guard-loose', 'panel-clutter', 'floor-oily']);
    });

    it('puts what the point itself reports before it', async () => {
      await reported('manual-welding', 'b-05', 'panel-clutter');
      await reported('manual-welding', null, 'floor-oily', 'floor-oily');
      expect((await here('manual-welding', 'b-05')).slice(0, 2)).toEqual(['panel-clutter', 'floor-oily']);
      expect((await here('manual-welding', null))[0]).toBe('floor-oily');
    });

    it('puts what somebody reports themselves before what others report a little more', async () => {
      await reported('paint-room', null, 'floor-oily', 'floor-oily');
      await report(cloud(), phone('reporter'), {
        areaId: 'paint-room',
        pointId: null,
        templateId: 'oily-rags',
      });
      expect(await here('paint-room', null)).toEqual(['oily-rags', 'floor-oily']);
      expect(await here('paint-room', null, phone('keeper'))).toEqual(['floor-oily', 'oily-rags']);
    });
  },
  edge() {
    it('is empty where nothing was reported, and after a year and a bit', async () => {
      expect(await here('canteen', null)).toEqual([]);
      await reported('drying', null, 'floor-oily');
      expect(await here('drying', null)).toEqual(['floor-oily']);
      await cloud().clock({ set: (await cloud().now()) + 401 * 86_400_000 });
      expect(await here('drying', null)).toEqual([]);
    });

    it('leaves out reports without a template', async () => {
      await report(cloud(), phoneOf('p-033'), { areaId: 'lab', templateId: null, description: '有味道' });
      expect(await here('lab', null)).toEqual([]);
    });

    it('leaves out what was told to the safety officers alone', async () => {
      await report(cloud(), phoneOf('p-033'), {
        areaId: 'packing',
        templateId: 'floor-oily',
        visibility: 'safetyOnly',
      });
      expect(await here('packing', null)).toEqual([]);
    });

    it('counts the database calls of a list', async () => {
      await here(AREA, null);
      await cloud().resetStats();
      await here(AREA, null);
      const { functions } = await cloud().stats();
      expect(functions['api']?.['templates.here']?.request.calls).toBeLessThanOrEqual(2);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'templates.here', misshapen({ areaId: AREA, pointId: 'b-05' }));

    it('refuses a place that is none', async () => {
      const ask = { areaId: 'moon', pointId: null };
      await refused(cloud(), 'PLACE_UNKNOWN', phone('reporter'), 'templates.here', ask);
      const elsewhere = { areaId: 'saw', pointId: 'b-05' };
      await refused(cloud(), 'PLACE_UNKNOWN', phone('reporter'), 'templates.here', elsewhere);
    });
  },
  forbidden() {
    it('is for everybody who may report, bound or not', async () => {
      expect(await here('canteen', null, guestPhone())).toEqual([]);
    });

    itRefusesNobody(cloud, 'templates.here', { areaId: AREA, pointId: null });
  },
});
