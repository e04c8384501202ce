/** The sheets from below that pages and other sheets are made of. */
import { SHEETS, suiteOf } from './support/suite';
import { TEXT } from '../../miniprogram/shared/text';

const LONG = '王'.repeat(60);

const { component, coversAll } = suiteOf('components', SHEETS);

component(
  'bottom-sheet',
  {
    typical: { visible: true, heading: '我来整改', submit: '提交' },
    edge: { visible: true, heading: LONG, hint: LONG, trouble: LONG, submit: LONG, busy: true },
    faulty: { visible: 'yes', heading: null, submit: 7 },
  },
  (mount) => {
    it('says what it is about, what went wrong, and what its action does', async () => {
      const sheet = await mount({ visible: true, heading: '交班', hint: '三单', submit: '交出去' });
      const submitted = sheet.events('submit');
      for (const said of ['交班', '三单', '交出去']) expect(sheet.text()).toContain(said);
      await sheet.set({ trouble: TEXT.common.trouble });
      expect(sheet.text()).toContain(TEXT.common.trouble);
      sheet.call('onSubmit');
      expect(submitted).toHaveLength(1);
      await sheet.set({ submit: '', trouble: '' });
      expect([...sheet.select('.sheet-foot'), ...sheet.select('.sheet-trouble')]).toEqual([]);
    });

    it('closes by its cross and by a tap beside it', async () => {
      const sheet = await mount();
      const closed = sheet.events('close');
      await sheet.tap('.sheet-close');
      sheet.call('onPopup', { detail: { visible: true } });
      sheet.call('onPopup', { detail: { visible: false } });
      expect(closed).toHaveLength(2);
    });
  },
);

component(
  'typed-sheet',
  {
    typical: { visible: true, heading: '填号码', placeholder: '如 C-07', submit: '对一下' },
    edge: {
      visible: true,
      heading: LONG,
      placeholder: LONG,
      submit: LONG,
      trouble: LONG,
      busy: true,
      digits: true,
    },
    faulty: { visible: 'yes', trouble: 7, digits: 'no' },
  },
  (mount) => {
    it('says what was typed, without the blanks around it, and begins empty each time', async () => {
      const sheet = await mount();
      const submitted = sheet.events('submit');
      sheet.call('onText', { detail: { value: ' 012 345 ' } });
      sheet.call('onSubmit');
      await sheet.set({ visible: false });
      await sheet.set({ visible: true });
      sheet.call('onSubmit');
      expect(submitted).toEqual([{ text: '012 345' }, { text: '' }]);
    });

    it('says what is wrong, and closes', async () => {
      const sheet = await mount({ visible: true, trouble: '没有这个号码' });
      expect(sheet.text()).toContain('没有这个号码');
      const closed = sheet.events('close');
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect(closed).toHaveLength(1);
    });
  },
);

coversAll();
