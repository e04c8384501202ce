/** The component of the supervisor's day: what one shift leaves to the next. */
import { componentsIn, suiteOf } from './support/suite';
import { TEXT } from '../../miniprogram/shared/text';

const LONG = '王'.repeat(60);
const FOLDER = 'packages/supervisor/components';

const { component, coversAll } = suiteOf(FOLDER, componentsIn(FOLDER));

const row = (id: string, title: string, note = '') => ({
  id,
  title,
  place: 'C-07 焊接一区',
  sentence: '轮到张工整改 · 还剩 5 小时',
  note,
});
const group = (rows: object[], note = '') => ({ id: 'g-1', heading: '早班', note, rows });

component(
  'handover-sheet',
  {
    typical: { visible: true, heading: '交班', groups: [group([row('o-1', '气瓶没固定')])], open: true },
    edge: {
      visible: true,
      heading: LONG,
      groups: [
        group(
          Array.from({ length: 30 }, (_, index) => row(`o-${index}`, LONG, LONG)),
          LONG,
        ),
      ],
    },
    faulty: { visible: true, open: true, words: { notes: {} }, groups: [{}] },
  },
  (mount) => {
    it('says what was written, about the shift and about one order', async () => {
      const sheet = await mount();
      const changes = sheet.events('change');
      sheet.call('onNote', { detail: { value: '夜里看一下气瓶' } });
      sheet.call('onOrderNote', { detail: { value: '缺配件' }, currentTarget: { dataset: { id: 'o-1' } } });
      expect(changes).toEqual([
        { words: { note: '夜里看一下气瓶', notes: {} } },
        { words: { note: '', notes: { 'o-1': '缺配件' } } },
      ]);
    });

    it('leads to an order, hands over and closes', async () => {
      const sheet = await mount();
      const [orders, submitted, closed] = ['order', 'submit', 'close'].map((name) => sheet.events(name));
      await sheet.tap('.hand-open');
      sheet.call('onSubmit');
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect([orders, submitted?.length, closed?.length]).toEqual([[{ id: 'o-1' }], 1, 1]);
    });

    it('only shows what was left, to who takes over', async () => {
      const sheet = await mount({ visible: true, groups: [group([row('o-1', '气瓶没固定', '缺配件')])] });
      expect(sheet.text()).toContain('缺配件');
      expect(sheet.text()).not.toContain(TEXT.common.submit);
      expect(sheet.select('.hand-all')).toEqual([]);
    });
  },
);

coversAll();
