/** 我的培训, a course and its quiz, the signature, a class and signing in to it, and who lacks what. */
import { resultOf } from '../../../../miniprogram/packages/training/quiz/view';
import { TEXT } from '../../../../miniprogram/shared/text';
import { NINE, PAPER } from '../../../unit/miniprogram/training';
import { COURSE as LAW, RUNNING, trainingOf } from '../support/training';
import {
  CLASS,
  COURSE,
  DAY,
  downTo,
  ME,
  QUIZ,
  shown,
  SIGN_IN,
  SIGNATURE,
  tap,
  TRAINING,
  TRAININGS,
  unanswered,
  type Screen,
} from './screen';

const t = TEXT.training;

const SKELETON = 'css:[class*="state-bone"]';

const FAILED = resultOf(
  PAPER,
  {
    ...{ id: 'u', right: 1, of: 2, passed: false, from: NINE + 1_800_000 },
    questions: [
      { id: 'q-1', isRight: true, correct: ['a'], chosen: ['a'], why: '人最要紧，东西可以再买' },
      {
        id: 'q-2',
        isRight: false,
        correct: ['a', 'b'],
        chosen: ['c'],
        why: '没有动火票不动火，灭火器要在手边',
      },
    ],
  },
  NINE,
);

const SIGNED_IN = {
  heading: t.inDone,
  about: '安全生产法：你的权利和义务 · 二楼培训室 · 何志远',
  hint: t.inCounts.replace('{minutes}', '90'),
  kept: false,
};

const lawOf = { page: COURSE, who: 'learner', query: { id: trainingOf('learner'), course: LAW } } as const;
const quizOf = { ...lawOf, page: QUIZ } as const;
const record = { page: TRAINING, who: 'safety', query: { id: trainingOf('late') } } as const;
const running = { page: CLASS, who: 'safety', query: { id: RUNNING } } as const;

export const training: Screen[] = [
  { page: DAY, state: 'training', who: 'inspector', make: downTo(t.title), sign: t.rowHint },
  { page: ME, state: 'training', who: 'learner', make: downTo(t.title), sign: t.rowHint },

  { page: TRAINING, state: 'doing', who: 'learner', sign: t.goRead, main: true },
  { page: TRAINING, state: 'signing', who: 'signer', sign: t.goSign },
  { page: TRAINING, state: 'late', who: 'late', sign: t.goAttend },
  { page: TRAINING, state: 'waits', who: 'learner', make: downTo('班组级'), sign: t.waits },
  { page: TRAINING, state: 'ways', who: 'safety', make: downTo(t.people), sign: t.holdClass },
  { page: TRAINING, state: 'empty', who: 'manager', sign: t.empty },
  { page: TRAINING, state: 'offline', who: 'learner', wire: 'none', sign: TEXT.failure.reading },
  { ...record, state: 'record', sign: t.waive },
  { ...record, state: 'waive', make: tap(t.waive), sign: t.waiveTitle },
  { ...record, state: 'explain', make: tap(t.explain), sign: t.explainTitle },
  ...unanswered({ page: TRAINING, who: 'leader' }),

  { ...lawOf, state: 'reading', sign: t.readNext, main: true },
  { ...lawOf, state: 'list', make: downTo('你要做到什么'), sign: '你要做到什么' },
  { ...lawOf, state: 'offline', wire: 'none', sign: t.readNext },
  {
    ...lawOf,
    state: 'read',
    who: 'signer',
    query: { id: trainingOf('signer'), course: LAW },
    sign: t.allRead,
  },
  { ...lawOf, state: 'gone', query: { ...lawOf.query, course: 'nothing' }, sign: t.courseGone },

  { ...quizOf, state: 'asking', sign: 'css:[class*="ask-option"]', main: true },
  {
    ...quizOf,
    state: 'chosen',
    make: (phone) => phone.press('[class*="ask-option"]'),
    sign: 'css:[class*="ask-on "], [class$="ask-on"]',
  },
  { ...quizOf, state: 'result', make: shown({ view: 'result', result: FAILED }), sign: t.backToRead },
  { ...quizOf, state: 'offline', wire: 'none', sign: t.quizOffline },
  { ...quizOf, state: 'loading', wire: 'slow', sign: SKELETON },

  {
    page: SIGNATURE,
    state: 'blank',
    who: 'signer',
    query: { id: trainingOf('signer'), level: 'company' },
    sign: t.signDone,
    main: true,
  },
  {
    page: SIGNATURE,
    state: 'refused',
    who: 'signer',
    query: { id: trainingOf('signer'), level: 'company' },
    make: shown({ note: t.signFailed }),
    sign: t.signFailed,
  },
  {
    page: SIGNATURE,
    state: 'early',
    who: 'learner',
    query: { id: trainingOf('learner'), level: 'company' },
    sign: t.signNot,
  },

  { page: CLASS, state: 'opening', who: 'safety', sign: t.classOpen, main: true },
  { page: CLASS, state: 'incomplete', who: 'safety', make: tap(t.classOpen), sign: t.classCourse },
  { page: CLASS, state: 'notMine', who: 'learner', sign: 'css:[class*="state-ico"]' },
  { ...running, state: 'running', sign: 'css:[class*="sign-digits"]', main: true },
  { ...running, state: 'list', make: downTo(t.className), sign: t.classMissing },
  { ...running, state: 'naming', make: tap(t.className), sign: t.classNameTitle },

  { page: SIGN_IN, state: 'blank', who: 'learner', sign: t.inScan, main: true },
  { page: SIGN_IN, state: 'incomplete', who: 'learner', make: tap(t.inTypeGo), sign: t.inTypeBad },
  { page: SIGN_IN, state: 'done', who: 'learner', make: shown({ done: SIGNED_IN }), sign: t.inDone },
  {
    page: SIGN_IN,
    state: 'kept',
    who: 'learner',
    make: shown({ done: { heading: t.inKept, about: t.inKeptHint, hint: '', kept: true } }),
    sign: t.inKept,
  },

  { page: TRAININGS, state: 'filled', who: 'safety', sign: 'css:[class*="line-top"]', main: true },
  {
    page: TRAININGS,
    state: 'overdue',
    who: 'safety',
    make: tap(t.overviewDue),
    sign: 'css:[class*="line-late"]',
  },
  { page: TRAININGS, state: 'empty', who: 'safety', make: tap(t.overviewDone), sign: t.overviewNone },
  { page: TRAININGS, state: 'offline', who: 'safety', wire: 'none', sign: TEXT.failure.reading },
  ...unanswered({ page: TRAININGS, who: 'safety' }),
];
