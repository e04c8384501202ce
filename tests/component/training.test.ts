/** The components of 我的培训, of a course with its quiz, of a class, and the paper to sign on. */
import { watchPhone, type Doings } from './support/doings';
import { knownAs } from './support/people';
import { componentsIn, suiteOf } from './support/suite';
import { partCard, rowOf } from '../../miniprogram/services/core/training';
import { coursePage } from '../../miniprogram/packages/training/course/view';
import { quizPage, resultOf } from '../../miniprogram/packages/training/quiz/view';
import { classPage } from '../../miniprogram/packages/training/session/view';
import { fill, TEXT } from '../../miniprogram/shared/text';
import { course, NINE, NOTHING_KEPT, PAPER, part, session, training } from '../unit/miniprogram/training';

const LONG = '王'.repeat(60);
const FOLDER = 'packages/training/components';
const t = TEXT.training;

let doings: Doings;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER), (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

const undone = course({ doneAt: null, attended: 20 });
const level = partCard(part({ courses: [course(), undone] }), 45, NOTHING_KEPT, NINE);

component(
  'part-card',
  {
    typical: { part: level },
    edge: {
      part: { ...level, label: LONG, trainer: LONG, hours: LONG, waits: true, sign: LONG, signed: true },
    },
    faulty: { part: {} },
  },
  (mount) => {
    it('says who holds it, how far it is, and what its courses lack; one of them opens', async () => {
      const card = await mount();
      for (const said of ['公司级', '林晓燕', '2/2 学时', fill(t.lackAttend, { minutes: 70 })])
        expect(card.text()).toContain(said);
      const courses = card.events('course');
      await card.tap('.part-row');
      expect(courses).toEqual([{ id: 'c-1' }]);
    });

    it('opens nothing before its turn', async () => {
      const card = await mount({ part: { ...level, waits: true } });
      const courses = card.events('course');
      await card.tap('.part-row');
      expect(courses).toEqual([]);
      expect(card.text()).toContain(t.waits);
    });
  },
);

const row = rowOf(training({ mine: false }), NINE);

component(
  'training-row',
  {
    typical: { training: row },
    edge: { training: { ...row, name: LONG, about: LONG, title: LONG, line: LONG, late: true }, named: true },
    faulty: { training: {}, named: 7 },
  },
  (mount) => {
    it('names the training, or whose it is, and leads there', async () => {
      const line = await mount();
      expect(line.text()).not.toContain('谢小刚');
      await line.set({ named: true });
      for (const said of ['谢小刚', '焊接车间 · 焊工', '2/24 学时', '还差考试'])
        expect(line.text()).toContain(said);
      const presses = line.events('press');
      await line.tap('.line');
      expect(presses).toEqual([{ id: training().id }]);
    });
  },
);

component(
  'waive-sheet',
  {
    typical: { kind: 'waive' },
    edge: { kind: 'explain', busy: true, trouble: LONG },
    faulty: { kind: 'nothing', busy: 'yes' },
  },
  (mount) => {
    it('wants a reason', async () => {
      const sheet = await mount();
      const given = sheet.events('submit');
      sheet.call('onSubmit');
      await sheet.set({});
      expect(sheet.text()).toContain(t.reasonNeeded);
      sheet.call('onText', { detail: { value: ' 三个月前学过 ' } });
      sheet.call('onSubmit');
      expect(given).toEqual([{ reason: '三个月前学过', until: '' }]);
    });

    it('wants a new day as well when a day was missed, and forgets it once closed', async () => {
      const sheet = await mount({ kind: 'explain' });
      const given = sheet.events('submit');
      sheet.call('onText', { detail: { value: '出差' } });
      sheet.call('onSubmit');
      await sheet.set({});
      expect(sheet.text()).toContain(t.dayNeeded);
      sheet.call('onDay', { detail: { value: '2026-12-01' } });
      sheet.call('onSubmit');
      expect(given).toEqual([{ reason: '出差', until: '2026-12-01' }]);
      const closed = sheet.events('close');
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect(closed).toHaveLength(1);
      await sheet.set({ kind: '' });
      await sheet.set({ kind: 'explain' });
      sheet.call('onSubmit');
      expect(given).toHaveLength(1);
    });
  },
);

const [text, picture] = ['m-1', 'm-2'].map(
  (id) => coursePage(undone, NOTHING_KEPT, id, true, NINE).material ?? undefined,
);

component(
  'material-card',
  {
    typical: { material: text },
    edge: { material: { ...text, title: LONG, lines: [LONG, LONG + LONG], read: true } },
    faulty: { material: { kind: 'film' } },
  },
  (mount) => {
    it('shows a text by its paragraphs, and that it was read', async () => {
      const card = await mount();
      expect(card.select('.material-text')).toHaveLength(2);
      expect(card.text()).toContain(t.readAt);
    });

    it('shows a picture large', async () => {
      const card = await mount({ material: picture });
      await card.tap('.material-picture');
      expect(doings.shown).toEqual([{ current: picture?.url, urls: [picture?.url] }]);
    });

    it('opens a file, and says that it wants a network while it has no address', async () => {
      const opened: unknown[] = [];
      phone().wx.downloadFile = ({ url }: { url: string }) => void opened.push(url);
      const card = await mount({ material: { ...picture, kind: 'file' } });
      await card.tap('.material-file');
      expect(opened).toEqual([picture?.url]);
      await card.set({ material: { ...picture, kind: 'file', url: '' } });
      expect(card.text()).toContain(t.urlGone);
      expect(card.select('.material-file')).toEqual([]);
    });
  },
);

const question = quizPage(PAPER, { 'q-2': ['a'] }, 1)?.card;

component(
  'question-card',
  {
    typical: { card: question },
    edge: {
      card: {
        ...question,
        text: LONG,
        options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: LONG, on: id === 'a' })),
      },
    },
    faulty: { card: {} },
  },
  (mount) => {
    it('says which option was tapped', async () => {
      const card = await mount();
      expect(card.text()).toContain(t.many);
      const options = card.events('option');
      await card.tap('.ask-option');
      expect(options).toEqual([{ id: 'q-2', option: 'a' }]);
    });

    it('shows its picture large', async () => {
      const card = await mount();
      const pictures = card.events('picture');
      await card.tap('.ask-picture');
      expect(pictures).toEqual([{ url: 'https://127.0.0.1/q-2' }]);
    });
  },
);

const graded = resultOf(
  PAPER,
  {
    ...{ id: 'u', right: 1, of: 2, passed: false, from: NINE + 600_000 },
    questions: [
      { id: 'q-1', isRight: true, correct: ['a'], chosen: ['a'], why: '人最要紧' },
      { id: 'q-2', isRight: false, correct: ['a', 'b'], chosen: ['c'], why: '没有票不动火' },
    ],
  },
  NINE,
);

component(
  'quiz-result',
  {
    typical: { result: graded },
    edge: { result: { ...graded, passed: true, word: LONG, score: LONG, again: LONG } },
    faulty: { result: {} },
  },
  (mount) => {
    it('says how many were right, when to try again, and of each what is right and why', async () => {
      const result = await mount();
      for (const said of [
        t.failed,
        '09:10',
        '没有票不动火',
        t.isWrong,
        t.isRight,
        t.rightAnswer,
        t.yourAnswer,
      ])
        expect(result.text()).toContain(said);
    });
  },
);

const held = classPage(session());

component(
  'signed-list',
  {
    typical: { heading: held.count, rows: held.rows, missing: held.missingNames, open: true },
    edge: {
      heading: LONG,
      rows: Array.from({ length: 30 }, (_, id) => ({ id: `${id}`, name: LONG, how: LONG, left: false })),
      missing: LONG,
      open: true,
    },
    faulty: { heading: null, rows: [], missing: 7 },
  },
  (mount) => {
    it('says who came and who has not', async () => {
      const list = await mount();
      for (const said of ['谢小刚', '潘志伟', '杜鹏', t.how.scanned]) expect(list.text()).toContain(said);
    });

    it('lets who holds it sign somebody in, and say that somebody goes', async () => {
      const list = await mount();
      const [leaves, names] = [list.events('leave'), list.events('name')];
      expect(list.select('.signed-leave')).toHaveLength(1);
      await list.tap('.signed-leave');
      await list.tap('.signed-name');
      expect([leaves, names.length]).toEqual([[{ id: 'p-30' }], 1]);
      await list.set({ open: false });
      expect([...list.select('.signed-leave'), ...list.select('.signed-name')]).toEqual([]);
    });

    it('says so when nobody has come', async () => {
      expect((await mount({ heading: fill(t.classHere, { count: 0 }), rows: [] })).text()).toContain(
        t.classNobody,
      );
    });
  },
);

component(
  'name-sheet',
  {
    typical: { visible: true, missing: held.missing },
    edge: {
      visible: true,
      missing: Array.from({ length: 30 }, (_, id) => ({ id: `${id}`, name: LONG })),
      trouble: LONG,
    },
    faulty: { visible: 'yes', missing: [] },
  },
  (mount) => {
    it('offers who has to be there first, then anybody, and says why', async () => {
      const [first, second] = t.classNameWhys;
      doings.answers.push({
        ok: true,
        data: { people: [{ id: 'p-9', name: '蒋丽华', post: '', departmentName: '', onDuty: false }] },
      });
      const sheet = await mount();
      const chosen = sheet.events('choose');
      await sheet.tap('.name-row');
      expect(doings.requests).toEqual([]);
      sheet.call('onWhy', { currentTarget: { dataset: { reason: second } } });
      await sheet.tap('.name-more');
      await sheet.set({});
      expect(doings.requests).toEqual([expect.objectContaining({ route: 'people.candidates', input: {} })]);
      sheet.call('onPerson', { detail: { id: 'p-9', name: '蒋丽华' } });
      expect(chosen).toEqual([
        { id: 'p-32', name: '杜鹏', reason: first },
        { id: 'p-9', name: '蒋丽华', reason: second },
      ]);
    });

    it('closes', async () => {
      const sheet = await mount();
      const closed = sheet.events('close');
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect(closed).toHaveLength(1);
    });
  },
);

component('sign-pad', { typical: {}, edge: {}, faulty: {} }, (mount) => {
  it('asks for a name until a finger comes, and gives no picture without paper', async () => {
    const pad = await mount();
    expect(pad.text()).toContain(t.padHint);
    const changes = pad.events('change');
    pad.call('wipe');
    expect(changes).toEqual([{ begun: false, enough: false }]);
    await expect(pad.call('picture')).rejects.toThrow('no paper');
  });
});

coversAll();
