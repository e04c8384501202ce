/** What comes from below: the sheets that pages and other sheets are made of, and the bar of what may be done. */
import { SHEETS, suiteOf } from './support/suite';
import { TEXT } from '../../miniprogram/shared/text';

const LONG = '王'.repeat(60);

const { component, coversAll } = suiteOf('components', SHEETS);

const act = (id: string, label: string) => ({ id, label, icon: '' });

const BAR = {
  primary: { ...act('verify', '修好了'), icon: 'tick' },
  secondary: act('sendBack', '没修好'),
  more: [{ id: 'transfer', label: '转给更合适的人' }],
};

component(
  'act-bar',
  {
    typical: { bar: BAR },
    edge: { bar: { ...BAR, primary: act('a', LONG), secondary: act('b', LONG), note: LONG }, busy: true },
    faulty: { bar: {} },
  },
  (mount) => {
    it('says what was tapped, and nothing while something is under way', async () => {
      const bar = await mount();
      const acts = bar.events('act');
      for (const method of ['onPrimary', 'onSecondary']) bar.call(method);
      await bar.tap('.act-more');
      await bar.tap('choice-sheet >>> .choice');
      expect(acts).toEqual([{ id: 'verify' }, { id: 'sendBack' }, { id: 'transfer' }]);
      await bar.set({ busy: true });
      bar.call('onPrimary');
      expect(acts).toHaveLength(3);
    });

    it('is not there where nothing may be done', async () => {
      const bar = await mount({ bar: { primary: null, secondary: null, more: [] } });
      expect(bar.select('.act-bar')).toEqual([]);
    });

    it('says whose turn it is, and has no list where there is nothing else to do', async () => {
      const note = '这一单现在由张工处理，你可以留言';
      const bar = await mount({
        bar: { primary: null, secondary: act('comment', '留言'), more: [], note },
      });
      expect(bar.text()).toContain(note);
      expect(bar.select('.act-more')).toEqual([]);
      const acts = bar.events('act');
      bar.call('onSecondary');
      expect(acts).toEqual([{ id: 'comment' }]);
    });
  },
);

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
  'choice-sheet',
  {
    typical: { visible: true, choices: [{ id: 'na', label: '不适用' }] },
    edge: { visible: true, choices: [{ id: 'pause', label: LONG, hint: LONG }] },
    faulty: { visible: 'yes', choices: 7 },
  },
  (mount) => {
    it('says what was chosen, and closes by its last line', async () => {
      const sheet = await mount();
      const [chosen, closed] = [sheet.events('choose'), sheet.events('close')];
      await sheet.tap('.choice');
      await sheet.tap('.choice.two');
      expect([chosen, closed.length]).toEqual([[{ id: 'na' }], 1]);
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
