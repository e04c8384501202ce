/** A training in its words: what every level lacks, what comes next, and what is only in this phone. */
import {
  headOf,
  lackOf,
  nextOf,
  partCard,
  rowOf,
  stateOf,
} from '../../../miniprogram/services/core/training';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { course, NINE, NOTHING_KEPT, part, training } from './training';

const t = TEXT.training;
const QUIZ = { draw: 10, pass: 8, passed: false, best: null, from: NINE };

const open = (change = {}) => course({ doneAt: null, ...change });
const unreadOf = (one = course()) => one.materials.map((material) => ({ ...material, read: false }));

describe('a course', () => {
  const cases = [
    ['nobody was in the class', open({ attended: 40, materials: unreadOf(), quiz: QUIZ }), 'attend'],
    ['who missed no more than one may was there', open({ attended: 80, materials: unreadOf() }), 'read'],
    [
      'who reads alone attends nothing',
      open({ classroom: null, attended: 0, materials: unreadOf() }),
      'read',
    ],
    ['the quiz is open', open({ quiz: QUIZ }), 'quiz'],
    ['the quiz may be tried again later', open({ quiz: { ...QUIZ, from: NINE + 1 } }), 'wait'],
    ['the server has not heard what was read', open({ quiz: { ...QUIZ, from: null } }), 'send'],
    ['the quiz was passed', open(), null],
    ['nothing is asked', open({ quiz: null }), null],
    ['it is done, whatever changed since', course({ attended: 0, materials: unreadOf() }), null],
  ] as const;

  it.each(cases)('%s', (_, one, lack) => expect(lackOf(one, NOTHING_KEPT, NINE)).toBe(lack));

  it('counts what was read without a network', () => {
    const one = open({ materials: unreadOf(), quiz: QUIZ });
    expect(lackOf(one, { ...NOTHING_KEPT, isRead: (_, id) => id === 'm-1' }, NINE)).toBe('read');
    expect(lackOf(one, { ...NOTHING_KEPT, isRead: () => true }, NINE)).toBe('quiz');
  });
});

describe('what comes next', () => {
  const next = (parts: ReturnType<typeof part>[], kept = NOTHING_KEPT) =>
    nextOf(training({ parts }), kept, NINE);
  const signed = { at: NINE, url: null, recordHash: 'a' };

  it('is in the first level that is not signed for', () => {
    const parts = [
      part({ signature: signed }),
      part({ level: 'workshop', courses: [course(), open({ id: 'c-2', attended: 0 })] }),
      part({ level: 'team', waits: true, courses: [open({ id: 'c-3' })] }),
    ];
    expect(next(parts)).toEqual({
      kind: 'attend',
      text: t.goAttend,
      hint: course().title,
      courseId: 'c-2',
      level: 'workshop',
    });
  });

  it('is the signature once everything of a level is done, until it is given', () => {
    const parts = [part({ toSign: { recordHash: 'a' } })];
    expect(next(parts)).toMatchObject({ kind: 'sign', level: 'company' });
    const kept = { ...NOTHING_KEPT, isSigned: () => true };
    expect(next(parts, kept)).toBeNull();
    expect(partCard(parts[0] ?? part(), 45, kept, NINE).sign).toBe(t.signKept);
  });

  it('goes on with another course while one waits for its next try', () => {
    const waits = open({ quiz: { ...QUIZ, from: NINE + 60_000 } });
    expect(next([part({ courses: [waits, open({ id: 'c-2', quiz: QUIZ })] })])).toMatchObject({
      kind: 'quiz',
      courseId: 'c-2',
    });
    expect(next([part({ courses: [waits] })])).toMatchObject({ kind: 'read', text: t.backToRead });
  });

  it('is nothing once the training is over', () => {
    expect(next([part({ signature: signed })])).toBeNull();
    const over = training({
      open: false,
      state: 'waived',
      parts: [part({ courses: [open({ attended: 0 })] })],
    });
    expect(nextOf(over, NOTHING_KEPT, NINE)).toBeNull();
  });
});

describe('its words', () => {
  it('tell 学时 level by level, never rounded up', () => {
    const card = partCard(part({ minutes: 360, doneMinutes: 89 }), 45, NOTHING_KEPT, NINE);
    expect([card.hours, card.share]).toEqual(['1.9/8 学时', 25]);
    expect(card.courses[0]).toMatchObject({ done: true, state: t.courseDone });
  });

  it('say nothing of courses whose turn has not come', () => {
    const card = partCard(part({ waits: true, courses: [open({ attended: 0 })] }), 45, NOTHING_KEPT, NINE);
    expect(card.courses[0]?.state).toBe('');
  });

  it('say how it stands as a whole', () => {
    expect(stateOf(training(), NINE)).toBe(fill(t.before, { time: '11月28日 09:00' }));
    expect(stateOf(training({ dueAt: NINE - 3_600_000, state: 'overdue' }), NINE)).toContain('1 小时');
    expect(stateOf(training({ state: 'done', finishedAt: NINE }), NINE)).toBe(
      fill(t.finishedAt, { time: '09:00' }),
    );
    const waived = { at: NINE, by: { id: 'p-10', name: '何志远' }, reason: '三个月前学过' };
    expect(stateOf(training({ state: 'waived', waived }), NINE)).toContain('三个月前学过');
  });

  it('name whose it is to others only, and tell what 学时 are once', () => {
    expect(headOf(training(), NINE)).toMatchObject({
      who: '',
      what: fill(t.hoursWhat, { minutes: 45 }),
      late: false,
    });
    const misses = [{ at: NINE, reason: null, by: null, until: null }];
    const head = headOf(training({ mine: false, dueAt: NINE, misses }), NINE);
    expect([head.who, head.late, head.misses]).toEqual(['谢小刚 · 焊接车间', true, [t.missOpen]]);
  });

  it('leave out what is next where nothing is', () => {
    expect(rowOf(training(), NINE)).toMatchObject({
      name: '谢小刚',
      about: '焊接车间 · 焊工',
      line: training().line,
    });
    expect(rowOf(training({ open: false, state: 'done' }), NINE).line).toBe('');
  });
});
