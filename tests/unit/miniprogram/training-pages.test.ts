/** The pages of a training in their words: a course, its quiz, a class, the list of who lacks what, and the paper to sign on. */
import {
  clear,
  draw,
  isName,
  withPoint,
  type Pen,
} from '../../../miniprogram/packages/training/components/sign-pad/strokes';
import { coursePage } from '../../../miniprogram/packages/training/course/view';
import { chipsOf, departmentsOf } from '../../../miniprogram/packages/training/people/lists';
import { chosen, quizPage, resultOf, unanswered } from '../../../miniprogram/packages/training/quiz/view';
import { classPage, namesOf } from '../../../miniprogram/packages/training/session/view';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { course, NINE, NOTHING_KEPT, PAPER, session } from './training';

const t = TEXT.training;

describe('a course', () => {
  const fresh = course({
    doneAt: null,
    materials: course().materials.map((one) => ({ ...one, read: false })),
  });
  const page = (kept = NOTHING_KEPT, at: string | null = null, mine = true) =>
    coursePage(fresh, kept, at, mine, NINE);

  it('shows the first material that was not read, by its paragraphs', () => {
    expect(page()).toMatchObject({
      segments: ['now', 'open'],
      material: { id: 'm-1', lines: ['可以拒绝违章指挥。', '可以停下来。'], place: '第 1 份，共 2 份' },
      act: { kind: 'read', text: t.readNext },
    });
    const kept = { ...NOTHING_KEPT, isRead: (_: string, id: string) => id === 'm-1' };
    expect(page(kept)).toMatchObject({ segments: ['done', 'now'], act: { text: t.readLast } });
  });

  it('goes back to one that was read, and on to the quiz once all are', () => {
    const kept = { ...NOTHING_KEPT, isRead: () => true };
    expect(page(kept, 'm-1').material).toMatchObject({ id: 'm-1', read: true });
    const quiz = { draw: 10, pass: 8, passed: false, best: null, from: NINE };
    const after = coursePage({ ...fresh, quiz }, kept, null, true, NINE);
    expect([after.material, after.act]).toEqual([
      null,
      { kind: 'quiz', text: t.goQuiz, hint: fill(t.quizRule, { count: 10, pass: 8 }) },
    ]);
    const later = coursePage({ ...fresh, quiz: { ...quiz, from: NINE + 60_000 } }, kept, null, true, NINE);
    expect(later.act).toMatchObject({ kind: 'mine', hint: fill(t.lackWait, { time: '09:01' }) });
  });

  it('marks nothing for who only looks', () => {
    expect(page(NOTHING_KEPT, null, false).act.kind).not.toBe('read');
  });
});

describe('a quiz', () => {
  it('takes one option where one is right, and several where several are', () => {
    const one = chosen(PAPER, chosen(PAPER, {}, 'q-1', 'a'), 'q-1', 'b');
    expect(one).toEqual({ 'q-1': ['b'] });
    const two = chosen(PAPER, chosen(PAPER, one, 'q-2', 'a'), 'q-2', 'b');
    expect(two['q-2']).toEqual(['a', 'b']);
    expect(chosen(PAPER, two, 'q-2', 'a')['q-2']).toEqual(['b']);
  });

  it('goes question by question, and knows which has no answer', () => {
    const answers = { 'q-1': ['a'] };
    expect(quizPage(PAPER, answers, 1)).toMatchObject({
      heading: '第 2 题，共 2 题',
      segments: ['done', 'now'],
      card: { hint: t.many },
      isLast: true,
    });
    expect([unanswered(PAPER, {}), unanswered(PAPER, answers), quizPage(PAPER, answers, 2)]).toEqual([
      0,
      1,
      null,
    ]);
    expect(unanswered(PAPER, { ...answers, 'q-2': ['a'] })).toBeNull();
  });

  const graded = (id: string, isRight: boolean, correct: string[], taken: string[]) => ({
    ...{ id, isRight, correct, chosen: taken },
    why: '人最要紧',
  });

  it('tells what is right and why, the wrong ones first, and when one may try again', () => {
    const questions = [graded('q-1', true, ['a'], ['a']), graded('q-2', false, ['a', 'b'], ['a', 'c'])];
    const result = { id: 'u', right: 1, of: 2, passed: false, questions, from: NINE + 600_000 };
    const view = resultOf(PAPER, result, NINE);
    expect(view).toMatchObject({
      word: t.failed,
      score: fill(t.score, { right: 1, of: 2, pass: 2 }),
      again: fill(t.again, { time: '09:10' }),
      mayTry: false,
    });
    expect(view.questions.map(({ id }) => id)).toEqual(['q-2', 'q-1']);
    expect(view.questions[0]?.options.map(({ id, right, chosen: taken }) => [id, right, taken])).toEqual([
      ['a', true, true],
      ['b', true, false],
      ['c', false, true],
    ]);
    expect(resultOf(PAPER, { ...result, from: NINE }, NINE)).toMatchObject({
      again: t.againNow,
      mayTry: true,
    });
    const passed = resultOf(PAPER, { ...result, passed: true, from: null }, NINE);
    expect(passed).toMatchObject({ word: t.passed, again: '', mayTry: false });
  });
});

describe('a class', () => {
  it('tells who came, the last first, how, and who went before its end', () => {
    const { rows, count, missingNames, open } = classPage(session());
    expect(rows).toEqual([
      {
        id: 'p-31',
        name: '潘志伟',
        how: `09:02 ${t.how.named}（没带手机） · ${fill(t.classLeft, { time: '09:30' })}`,
        left: true,
      },
      { id: 'p-30', name: '谢小刚', how: `09:01 ${t.how.scanned}`, left: false },
    ]);
    expect([count, missingNames, open]).toEqual([fill(t.classHere, { count: 2 }), '杜鹏', true]);
    expect(classPage(session({ closedAt: NINE })).closed).toBe(fill(t.classClosed, { time: '09:00' }));
  });

  it('does not fill the page with names', () => {
    const people = Array.from({ length: 40 }, (_, index) => ({ name: `工${index}` }));
    expect(namesOf(people)).toMatch(/^工0、工1、.*工11等 40 人$/);
  });
});

it('lists the departments in which somebody lacks something, and all of them before', () => {
  const departments = [
    { id: 'welding', name: '焊接车间', open: 3, overdue: 1 },
    { id: 'office', name: '办公室', open: 0, overdue: 0 },
  ];
  expect(departmentsOf(departments, 'welding').map(({ name, on }) => [name, on])).toEqual([
    [t.overviewAll, false],
    ['焊接车间 3 人 · 到期 1 人', true],
  ]);
  expect(departmentsOf([], '')).toEqual([]);
  expect(chipsOf('open').filter(({ on }) => on)).toHaveLength(1);
});

describe('a signature', () => {
  const pad = { width: 300, height: 100 };
  const along = (length: number) => [
    { x: 0, y: 0 },
    { x: length, y: 0 },
  ];

  it('is more than a touch and more than a line', () => {
    expect(isName([], pad)).toBe(false);
    expect(isName([along(200)], pad)).toBe(false);
    expect(isName([along(20), along(20)], pad)).toBe(false);
    expect(isName([along(60), along(60)], pad)).toBe(true);
  });

  it('does not grow while the finger stands still', () => {
    const stroke = along(10);
    expect(withPoint(stroke, { x: 10.2, y: 0 }, pad)).toBe(stroke);
    expect(withPoint(stroke, { x: 12, y: 0 }, pad)).toHaveLength(3);
  });

  it('is drawn from the first point to the last', () => {
    const drawn: string[] = [];
    const note =
      (name: string) =>
      (...at: number[]): void =>
        void drawn.push(`${name} ${at.join(' ')}`);
    const pen: Pen = {
      ...{ fillStyle: '', strokeStyle: '', lineWidth: 0, lineCap: '', lineJoin: '' },
      fillRect: note('fill'),
      beginPath: note('begin'),
      moveTo: note('move'),
      lineTo: note('line'),
      quadraticCurveTo: note('curve'),
      stroke: note('stroke'),
    };
    clear(pen, pad);
    draw(pen, along(10));
    draw(pen, [{ x: 5, y: 5 }]);
    draw(pen, []);
    expect(drawn.map((line) => line.trim())).toEqual([
      'fill 0 0 300 100',
      ...['begin', 'move 0 0', 'curve 0 0 5 0', 'line 10 0', 'stroke'],
      ...['begin', 'move 5 5', 'line 5 5', 'stroke'],
    ]);
  });
});
