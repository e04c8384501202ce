/** The components of a 班前会 card. */
import { watchPhone } from './support/doings';
import { componentsIn, suiteOf } from './support/suite';
import { signInText } from '../../miniprogram/shared/sign-in';
import { fill, TEXT } from '../../miniprogram/shared/text';

const LONG = '王'.repeat(60);
const FOLDER = 'packages/briefing/components';
const t = TEXT.briefing;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER));

beforeEach(() => {
  watchPhone(phone());
});

const line = { key: 'o-1', title: '厂房　气瓶没固定', tag: t.hazardDone, text: '装了链条' };
const block = { key: 'hazards', heading: t.hazards, lines: [line], none: t.hazardsNone, more: '' };

component(
  'told-card',
  {
    typical: { block },
    edge: { block: { ...block, lines: [{ ...line, title: LONG, tag: LONG, text: LONG }], more: LONG } },
    faulty: { block: {} },
  },
  (mount) => {
    it('says what was found and done, or that there was nothing', async () => {
      const card = await mount();
      for (const part of [t.hazards, '气瓶没固定', '装了链条', t.hazardDone])
        expect(card.text()).toContain(part);
      expect(card.text()).not.toContain(t.hazardsNone);
      await card.set({ block: { ...block, lines: [] } });
      expect(card.text()).toContain(t.hazardsNone);
    });
  },
);

const options = ['a', 'b', 'c'].map((id) => ({ id, title: `第${id === 'a' ? '一' : '二'}种`, mark: '' }));
const quiz = {
  ...{ photo: 'https://x/1.jpg', place: '照片：厂房', options, told: false },
  ...{ verdict: '', measure: '', count: '' },
};

component(
  'quiz-card',
  {
    typical: { quiz },
    edge: {
      quiz: {
        ...quiz,
        ...{ photo: '', place: LONG, told: true, verdict: LONG, measure: LONG, count: LONG },
        options: [{ id: 'a', title: LONG, mark: 'wrong' }],
      },
    },
    faulty: { quiz: {} },
  },
  (mount) => {
    it('says which answer was tapped, once it may be, and never again', async () => {
      const card = await mount();
      const answers = card.events('answer');
      await card.set({ busy: true });
      await card.tap('.quiz-option');
      await card.set({ busy: false });
      await card.tap('.quiz-option');
      await card.set({ quiz: { ...quiz, told: true } });
      await card.tap('.quiz-option');
      expect(answers).toEqual([{ id: 'a' }]);
    });

    it('is answered without its picture as well', async () => {
      const card = await mount();
      card.call('onLost');
      await card.set({ busy: false });
      expect(card.text()).toContain(t.quizLost);
      expect(card.select('.quiz-option')).toHaveLength(3);
    });
  },
);

const signed = { id: 'p-1', name: '王大勇', how: '07:41 扫码', tag: '' };
const roll = {
  ...{ here: fill(t.here, { count: 1 }), signed: [signed] },
  ...{ missing: fill(t.missing, { count: 1 }), names: [{ id: 'p-2', name: '杜鹏' }], mayName: true },
};

component(
  'roll-card',
  {
    typical: { roll },
    edge: {
      roll: {
        ...roll,
        signed: [{ ...signed, name: LONG, how: LONG, tag: LONG }],
        names: [{ id: 'x', name: LONG }],
      },
    },
    faulty: { roll: { names: [], signed: [] } },
  },
  (mount) => {
    it('names who is missing to whoever may sign for them, and to nobody else', async () => {
      const card = await mount();
      const names = card.events('name');
      await card.tap('.roll-name');
      await card.set({ roll: { ...roll, mayName: false } });
      await card.tap('.roll-name');
      expect(names).toEqual([{ id: 'p-2', name: '杜鹏' }]);
      expect(card.text()).not.toContain(t.missingHint);
    });
  },
);

const code = { text: signInText('briefing', 'steel@2026-11-25:day', '012345'), rows: ['101', '010', '111'] };

component(
  'code-card',
  { typical: { code }, edge: { code, hint: LONG }, faulty: { code: { text: '', rows: [] } } },
  (mount) => {
    it('says the digits, and why it is still shown', async () => {
      const card = await mount({ code, hint: t.late });
      for (const part of ['012 345', t.late]) expect(card.text()).toContain(part);
    });
  },
);

component(
  'words-sheet',
  {
    typical: { kind: 'say' },
    edge: { kind: 'name', name: LONG, before: LONG, trouble: LONG },
    faulty: { kind: 'nothing' },
  },
  (mount) => {
    it('asks for a reason, and takes no empty one', async () => {
      const sheet = await mount({ kind: 'name', name: '杜鹏' });
      expect(sheet.text()).toContain(fill(t.nameTitle, { name: '杜鹏' }));
      const submits = sheet.events('submit');
      sheet.call('onText', { detail: { value: ' ' } });
      sheet.call('onSubmit');
      expect(sheet.data()).toMatchObject({ missing: t.reasonNeeded });
      sheet.call('onText', { detail: { value: ' 手机没电 ' } });
      sheet.call('onSubmit');
      expect(submits).toEqual([{ text: '手机没电' }]);
    });

    it('begins with what was said before, which may be taken back', async () => {
      const sheet = await mount({ kind: '', before: '小心行车' });
      const submits = sheet.events('submit');
      await sheet.set({ kind: 'say' });
      expect(sheet.data()).toMatchObject({ text: '小心行车', visible: true });
      sheet.call('onText', { detail: { value: '' } });
      sheet.call('onSubmit');
      expect(submits).toEqual([{ text: '' }]);
    });
  },
);

coversAll();
