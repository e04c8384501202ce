/** Numbers of a period as the server tells them, made by its own rules of days that are written here. */
import {
  overview,
  spanBefore,
  spanOf,
  yearBefore,
  type Looked,
} from '../../../cloudfunctions/engine/insight';
import type { Cell } from '../../../typings/insight';
import type { ReportView } from '../../../typings/month-report';
import { gapsOf, sentencesOf, withoutNames } from '../../../cloudfunctions/engine/month-report';
import { forecast } from '../../../cloudfunctions/engine/insight/forecast';
import type { InsightOverview, InsightPeriod } from '../../../typings/insight-views';

/** Monday morning. */
export const NOW = Date.parse('2026-11-23T09:10:00+08:00');
const TODAY = '2026-11-23';

const AREAS = [
  { id: 'c', name: '车间二层 C 区', department: 'welding' },
  { id: 'd', name: '仓库 D 区', department: 'store' },
  { id: 'a', name: '车间一层 A 区', department: 'assembly' },
  { id: 'b', name: '手工焊接区', department: 'welding' },
  { id: 'spray', name: '喷涂线', department: 'assembly' },
  { id: 'boiler', name: '锅炉房', department: 'power' },
];
const DEPARTMENTS = [
  { id: 'welding', name: '焊接车间' },
  { id: 'store', name: '仓储部' },
  { id: 'assembly', name: '总装车间' },
  { id: 'power', name: '动力设备部' },
];
const CATEGORIES = [
  { id: 'cylinder', name: '气瓶' },
  { id: 'site', name: '现场环境' },
  { id: 'electrical', name: '用电' },
  { id: 'extinguisher', name: '消防' },
];
const SLOTS = ['08', '12', '16', '20', '00'];
const URGENCIES = ['high', 'medium', 'low'];

const among = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;

/** What the n-th report made of its day, and of the day on which it was closed. */
function cellsOf(n: number, minutes: number): { cells: Cell[]; apart: Cell[] } {
  const area = among(AREAS, [0, 0, 1, 2, 0, 1, 3, 2][n % 8] ?? 0);
  const by = {
    ...{ area: area.id, department: area.department, category: among(CATEGORIES, Math.floor(n / 2)).id },
    urgency: among(URGENCIES, n),
  };
  const timed = { area: area.id, department: area.department, urgency: by.urgency };
  return {
    cells: [
      { of: 'order', by: { ...by, slot: among(SLOTS, n * n) }, n: { reported: 1, majors: Number(n === 5) } },
      {
        of: 'order',
        by,
        n: {
          responded: 1,
          respondedInTime: Number(n % 5 !== 0),
          closed: 1,
          closedInTime: 1,
          rounds: 1,
          points: 10,
        },
      },
      { of: 'response', by: timed, n: { [String(20 + (n % 7) * 15)]: 1 } },
      { of: 'closure', by: timed, n: { [String(minutes + n * 11)]: 1 } },
      {
        of: 'round',
        by: { kind: 'spotCheck', area: area.id, plan: 'p' },
        n: { due: 3, done: n % 4 === 0 ? 2 : 3, missed: Number(n % 4 === 0) },
      },
    ],
    apart: [
      {
        of: 'spot',
        by: {
          area: area.id,
          department: area.department,
          template: among(['t1', 't2'], n),
          spot: `point ${n % 5}`,
        },
        n: { reported: 1 },
      },
      {
        of: 'person',
        by: { area: area.id, who: `k${n % 17}` },
        n: { acts: 2, reports: Number(n % 2 === 0) },
      },
    ],
  };
}

const DAY = 86_400_000;
const dayAt = (back: number): string =>
  new Date(Date.parse(`${TODAY}T00:00:00Z`) - back * DAY).toISOString().slice(0, 10);

/** Reports of many days, fewer the longer ago, closed sooner of late. */
const looked: Looked = (() => {
  const days = Array.from({ length: 100 }, (_none, back) => {
    const made = Array.from({ length: back < 40 ? 1 + (back % 3) : 1 }, (_one, n) =>
      cellsOf(back * 3 + n, back < 30 ? 1_700 : 2_600),
    );
    return {
      _id: dayAt(back),
      dueAt: null,
      names: {},
      cells: made.flatMap(({ cells }) => cells),
      apart: made.flatMap(({ apart }) => apart),
    };
  }).reverse();
  return { days: days.slice(-62), apart: days, yearAgo: [] };
})();

const NOTHING: Looked = { days: [], apart: [], yearAgo: [] };

/** A period as the server would tell it. */
export function overviewOf(period: InsightPeriod, read: Looked = looked, areas = AREAS): InsightOverview {
  const span = spanOf(period, TODAY, TODAY);
  return overview(read, {
    ...{ period, span, before: spanBefore(period, span), year: yearBefore(period, span), now: NOW },
    ...{ isMine: () => true, isWhole: true, mayOpen: true, isMyDepartment: () => true },
    ...{ areas, departments: DEPARTMENTS, categories: CATEGORIES, overdue: 2, onRoll: 300, baseline: null },
  });
}

export const FULL = overviewOf('month');
export const EMPTY = overviewOf('week', NOTHING);
export const LONG_NAMES = overviewOf(
  'month',
  looked,
  AREAS.map((area) => ({ ...area, name: `${area.name}（含东侧临时堆放点和外包施工区）` })),
);

const WEEKS = Array.from({ length: 26 }, (_none, n) => 6 + ((n * 7) % 5) + Math.floor(n / 6));

const ahead = (id: ReportView['content']['forecasts'][number]['id'], name: string, weeks: number[]) => {
  const told = forecast(weeks, name, '条');
  return { id, name, sentence: told.sentence, weeks, points: told.kind === 'forecast' ? told.points : [] };
};

/** A report as the server would freeze it. */
export const REPORT: ReportView = {
  ...{ month: '2026-11', version: 2, writtenAt: NOW, why: '补了两条迟到的记录', check: '0a1b2c3d4e5f' },
  content: {
    ...{ month: '2026-11', overview: FULL, sentences: sentencesOf(FULL), gaps: gapsOf(FULL, 2, false) },
    forecasts: [
      ahead('permits', '动火作业票', WEEKS),
      ahead(
        'lifting',
        '起重吊装隐患',
        WEEKS.map((count) => Math.max(0, 14 - count)),
      ),
      ahead('height', '高处登高隐患', [1, 2]),
    ],
    repeats: [
      {
        ...{ title: '防护罩松动', place: '手工焊接区 B-05', stage: 'measured', isFailure: true },
        ...{ cause: 'management', root: '日检里没有这一项', measure: '日检加一项：拧一遍螺栓' },
      },
      {
        ...{ title: '安全出口堵塞', place: '仓库二层', stage: 'asks', isFailure: false },
        ...{ cause: null, root: null, measure: null },
      },
    ],
    decisions: [
      {
        text: withoutNames('二层配电箱通道改线，李工盯着', ['李工']),
        at: NOW,
        dueAt: NOW,
        answer: '改好了',
        late: false,
      },
      { text: '锅炉房每周走一遍', at: NOW, dueAt: NOW, answer: null, late: true },
    ],
  },
};
