/** The charts of 驾驶舱: what they print, what a tap says, and what they do with nothing. */
import { componentsIn, suiteOf } from './support/suite';
import { cockpitPage } from '../../miniprogram/packages/insight/cockpit/lists';
import { TEXT } from '../../miniprogram/shared/text';
import { EMPTY, FULL, LONG_NAMES } from '../unit/miniprogram/insight';

const FOLDER = 'packages/insight/components';
const t = TEXT.insight;

const { component, coversAll } = suiteOf(FOLDER, componentsIn(FOLDER));

const { page } = cockpitPage(FULL);

component(
  'heat-map',
  {
    typical: { heat: page.slots },
    edge: { heat: cockpitPage(LONG_NAMES).page.categories },
    faulty: { heat: {} },
  },
  (mount) => {
    it('prints each count, with a name for every row and column', async () => {
      const map = await mount();
      for (const { name } of page.slots.columns) expect(map.text()).toContain(name);
      const [row] = page.slots.rows;
      expect(map.text()).toContain(row?.name);
      expect(map.select('.heat-list')).toHaveLength(0);
    });

    it('opens a row, of which each line says its orders', async () => {
      const map = await mount();
      const said = map.events('cell');
      await map.tap('.heat-row[data-id]');
      const [row] = page.slots.rows;
      expect(map.select('.heat-found')).toHaveLength(row?.found.length ?? -1);
      await map.tap('.heat-found');
      expect(said).toEqual([{ key: row?.found[0]?.key }]);
    });

    it('leads nowhere for whoever may not see orders', async () => {
      const rows = page.slots.rows.map((row) => ({
        ...row,
        found: row.found.map((one) => ({ ...one, opens: false })),
      }));
      const map = await mount({ heat: { ...page.slots, rows } });
      const said = map.events('cell');
      await map.tap('.heat-row[data-id]');
      await map.tap('.heat-found');
      expect(said).toEqual([]);
    });

    it('shows nothing where nothing was reported', async () => {
      const map = await mount({ heat: cockpitPage(EMPTY).page.slots });
      expect(map.select('.heat')).toHaveLength(0);
    });
  },
);

component(
  'bar-chart',
  {
    typical: { pairs: page.trend, first: t.legendReported, second: t.legendClosed },
    edge: { pairs: page.people, first: t.legendUsers, second: t.legendReporters },
    faulty: { pairs: 'none' },
  },
  (mount) => {
    it('has a filled and an outlined bar for each week, and says which is which', async () => {
      const chart = await mount();
      expect(chart.select('.bars-pair')).toHaveLength(page.trend.length);
      expect(chart.text()).toContain(t.legendReported);
      expect(chart.text()).toContain(t.legendClosed);
    });

    it('shows nothing without a week', async () => {
      expect((await mount({ pairs: [] })).select('.bars')).toHaveLength(0);
    });
  },
);

coversAll();
