/** The charts of 驾驶舱: what they print, what a tap says, and what they do with nothing. */
import { watchPhone, type Doings } from './support/doings';
import { knownAs } from './support/people';
import { componentsIn, suiteOf } from './support/suite';
import { cockpitPage } from '../../miniprogram/packages/insight/cockpit/lists';
import { fill, TEXT } from '../../miniprogram/shared/text';
import { EMPTY, FULL, LONG_NAMES } from '../unit/miniprogram/insight';

const FOLDER = 'packages/insight/components';
const t = TEXT.insight;

let doings: Doings;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER), (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

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

component(
  'root-sheet',
  {
    typical: { visible: true, repeatId: 'a', no: 2, orderId: 'o-7', about: '防护罩松动' },
    edge: { visible: true, repeatId: 'a', no: 9_999, about: '防'.repeat(200) },
    faulty: { visible: 'yes', repeatId: null, no: 'x', about: null },
  },
  (mount) => {
    const with_ = (value: string, index = 0) => ({
      detail: { value },
      currentTarget: { dataset: { index } },
    });
    const chosen = (dataset: object) => ({ currentTarget: { dataset } });
    const written = async () => {
      const sheet = await mount();
      sheet.call('onCause', chosen({ id: 'management' }));
      sheet.call('onWhy', with_('没有人管'));
      sheet.call('onMoreWhys');
      sheet.call('onWhy', with_('日检里没有', 1));
      sheet.call('onMeasure', with_('日检加一项'));
      sheet.call('onPerson', { detail: { id: 'p-039', name: '赵师傅' } });
      return sheet;
    };

    it('asks who could take the order by which it came back, which whoever reads it may', async () => {
      const sheet = await mount();
      doings.answers.push({ ok: true, data: { people: [] } });
      sheet.call('onChange');
      await sheet.set({});
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(doings.requests).toEqual([
        expect.objectContaining({ route: 'people.candidates', input: { orderId: 'o-7' } }),
      ]);
    });

    it('says what is missing, and keeps what was written', async () => {
      const sheet = await mount();
      sheet.call('onWhy', with_('没有人管'));
      await sheet.call('onSend');
      await sheet.set({});
      expect(sheet.text()).toContain(TEXT.repeat.lackCause);
      expect(doings.requests).toEqual([]);
    });

    it('sends root and measure once for the round, and says so', async () => {
      const sheet = await written();
      const sent = sheet.events('sent');
      doings.answers.push({ ok: true, data: {} });
      await sheet.call('onSend');
      expect(doings.requests).toEqual([
        expect.objectContaining({
          route: 'repeats.answer',
          input: expect.objectContaining({
            ...{ id: 'a', no: 2, cause: 'management', ownerId: 'p-039', measure: '日检加一项' },
            whys: ['没有人管', '日检里没有'],
          }) as object,
        }),
      ]);
      expect(doings.said).toEqual([fill(TEXT.repeat.sent, { name: '赵师傅' })]);
      expect(sent).toHaveLength(1);
    });
  },
);

coversAll();
