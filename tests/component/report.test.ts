/** The sheets of the report page: where, what, and what a picture does not say. */
import { knownAs, PLANT } from './support/people';
import { watchPhone, type Doings } from './support/doings';
import { componentsIn, suiteOf } from './support/suite';
import { TEXT } from '../../miniprogram/shared/text';

const LONG = '王'.repeat(60);
const FOLDER = 'packages/report/components';

let doings: Doings;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER), (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

const SHEET = { typical: { visible: true }, edge: { visible: false }, faulty: { visible: 'yes' } };

component('place-sheet', SHEET, (mount) => {
  it('shows every area with its points', async () => {
    const sheet = await mount();
    for (const { name } of [...PLANT.areas, ...PLANT.points]) expect(sheet.text()).toContain(name);
  });

  it('says which place was chosen', async () => {
    const sheet = await mount();
    const chosen = sheet.events('choose');
    await sheet.tap('.places-whole');
    await sheet.tap('.places-point');
    expect(chosen).toEqual([
      { areaId: 'a-1', pointId: null, source: 'chosen' },
      { areaId: 'a-1', pointId: 'c-07', source: 'chosen' },
    ]);
  });

  it('reads the label on the wall, and says when it is none', async () => {
    const sheet = await mount();
    const chosen = sheet.events('choose');
    const scanned = ['p=c-07', 'weixin'];
    phone().wx.scanCode = () => Promise.resolve({ result: scanned.shift() });
    for (let scan = 0; scan < 2; scan += 1) await sheet.call('onScan');
    expect(chosen).toEqual([{ areaId: 'a-1', pointId: 'c-07', source: 'label' }]);
    expect(doings.said).toEqual([TEXT.home.unreadable]);
  });

  it('stays as it is when the scanner was closed', async () => {
    const sheet = await mount();
    phone().wx.scanCode = () => Promise.reject(new Error('scanCode:fail cancel'));
    await sheet.call('onScan');
    expect(doings.said).toEqual([]);
  });
});

component('template-sheet', SHEET, (mount) => {
  it('shows every template in its group, and says which was chosen', async () => {
    const sheet = await mount({ visible: false });
    await sheet.set({ visible: true });
    for (const { title } of PLANT.templates) expect(sheet.text()).toContain(title);
    const chosen = sheet.events('choose');
    await sheet.tap('.kinds-tile');
    expect(chosen).toEqual([{ id: 't-1' }]);
  });

  it('says that it closes', async () => {
    const sheet = await mount();
    const closed = sheet.events('close');
    sheet.call('onChange', { detail: { visible: false } });
    sheet.call('onClose');
    expect(closed).toHaveLength(2);
  });
});

component(
  'write-sheet',
  {
    typical: { visible: true, text: '瓶链断了', hidden: true, stoppable: true },
    edge: { visible: true, text: LONG.repeat(20), stoppable: true, stop: true },
    faulty: { visible: true, text: null, hidden: 'yes', stoppable: 1, stop: 'yes' },
  },
  (mount) => {
    it('says what was written, and whether the name is hidden', async () => {
      const sheet = await mount();
      const [written, hidden, closed] = ['write', 'hide', 'close'].map((name) => sheet.events(name));
      sheet.call('onText', { detail: { value: '瓶链断了，要换' } });
      sheet.call('onHide', { detail: { value: false } });
      sheet.call('onClose');
      expect([written, hidden, closed?.length]).toEqual([
        [{ text: '瓶链断了，要换' }],
        [{ hidden: false }],
        1,
      ]);
    });

    it('proposes to stop a machine, where there is one', async () => {
      const sheet = await mount();
      const stops = sheet.events('stop');
      sheet.call('onStop', { detail: { value: true } });
      expect(stops).toEqual([{ stop: true }]);
      expect(sheet.text()).toContain(TEXT.report.stop);
      expect((await mount({ visible: true })).text()).not.toContain(TEXT.report.stop);
    });
  },
);

coversAll();
