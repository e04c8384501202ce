/** The report of a month as a Word document. It reads the library, so it is imported by what makes papers alone. */
import type { InsightHeat, InsightKpi } from '../../../typings/insight-views';
import type { MonthReport } from '../../../typings/month-report';
import { durationText, MINUTE } from '../../../miniprogram/shared/time';
import { INSIGHT } from '../../../miniprogram/shared/text/insight';
import { REPEAT } from '../../../miniprogram/shared/text/repeat';
import { stamp } from '../../engine/ledger';
import { facts, gap, lines, part, rowsOf, sheetOf, small, table, text, type Row } from '../record-sheet/word';
import { checkOf } from './view';
import { monthWords } from './write';

const cellOf = (words: string | number) => ({ children: [text(String(words))] });

const PERCENT = 100;

function spell({ unit }: InsightKpi, value: number | null): string {
  if (value === null) return '—';
  if (unit === 'minutes') return durationText(value * MINUTE);
  if (unit === 'share') return `${Math.round(value * PERCENT)}%`;
  return String(Math.round(value * 10) / 10);
}

function kpis(all: readonly InsightKpi[]): Row[] {
  const { head, row } = rowsOf([34, 22, 22, 22]);
  const shown = all.filter(({ id }) => id !== 'overdue');
  return [
    head(['指标', '本月', '上月', '说明']),
    ...shown.map((kpi) =>
      row([
        cellOf(INSIGHT.kpi[kpi.id]),
        cellOf(spell(kpi, kpi.value)),
        cellOf(kpi.id === 'repeats' ? '—' : spell(kpi, kpi.previous)),
        cellOf(kpi.sentence ?? ''),
      ]),
    ),
  ];
}

/** Columns of a table that a page holds. */
const COLUMNS = 8;

function heat({ areas, columns, cells }: InsightHeat): Row[] {
  const shown = columns.slice(0, COLUMNS);
  const width = Math.floor(76 / Math.max(1, shown.length + 1));
  const { head, row } = rowsOf([24, ...shown.map(() => width), width]);
  return [
    head(['区域', ...shown.map(({ name }) => name), '合计']),
    ...areas.map(({ id, name, n }) =>
      row([
        cellOf(name),
        ...shown.map((column) =>
          cellOf(cells.find(({ areaId, columnId }) => areaId === id && columnId === column.id)?.n ?? ''),
        ),
        cellOf(n),
      ]),
    ),
  ];
}

function ranks({ content: { overview } }: MonthReport): Row[] {
  const { head, row } = rowsOf([14, 40, 23, 23]);
  return [
    head(['名次', '部门', '按时答复', '答复条数']),
    ...overview.departments.map(({ rank, name, inTime, answered }) =>
      row([
        cellOf(rank ?? '不排'),
        cellOf(name),
        cellOf(inTime === null ? '—' : `${Math.round(inTime * PERCENT)}%`),
        cellOf(answered),
      ]),
    ),
  ];
}

function people({ content: { overview } }: MonthReport): Row[] {
  const { head, row } = rowsOf([40, 30, 30]);
  return [
    head(['那一周（周一）', '参与的人', '报过的人']),
    ...overview.participation.map(({ week, users, reporters }) =>
      row([cellOf(week), cellOf(users), cellOf(reporters)]),
    ),
  ];
}

function decisions({ content }: MonthReport): Row[] {
  const { head, row } = rowsOf([40, 20, 40]);
  return [
    head(['督办', '期限', '结果']),
    ...content.decisions.map(({ text: words, dueAt, answer, late }) =>
      row([
        cellOf(words),
        cellOf(stamp(dueAt)),
        cellOf(`${answer ?? '还没有答复'}${late ? '（超过期限）' : ''}`),
      ]),
    ),
  ];
}

function repeats({ content }: MonthReport): Row[] {
  const { head, row } = rowsOf([34, 33, 33]);
  return [
    head(['隐患和地点', '根源', '长久办法']),
    ...content.repeats.map(({ title, place, stage, isFailure, cause, root, measure }) =>
      row([
        cellOf(`${title}，${place}${isFailure ? `（${REPEAT.cameBackAfter}）` : ''}`),
        cellOf(cause === null ? REPEAT.reportOpen : `${REPEAT.cause[cause]}：${root ?? ''}`),
        cellOf(measure === null ? REPEAT.stage[stage] : `${measure}（${REPEAT.stage[stage]}）`),
      ]),
    ),
  ];
}

const orNone = (rows: Row[], none: string) => (rows.length > 1 ? [table(rows)] : lines(none));

/** @returns the bytes of the .docx */
export function reportDocument(report: MonthReport, plantName: string): Promise<Buffer> {
  const { month, version, writtenAt, why, content } = report;
  const { overview, sentences, forecasts, gaps } = content;
  return sheetOf('月度安全健康报告', plantName, [
    facts([
      ['月份', monthWords(month)],
      ['版本', `第 ${version} 版`],
      ['写成', stamp(writtenAt)],
    ]),
    ...(why === null ? [] : lines(`重出原因：${why}`)),
    part('一句话'),
    ...lines(...sentences),
    part('数字'),
    table(kpis(overview.kpis)),
    part('哪里、什么时候'),
    ...orNone(heat(overview.bySlot), '这个月没有人报'),
    part('哪里、什么问题'),
    ...orNone(heat(overview.byCategory), '这个月没有人报'),
    part('先看这三处'),
    ...lines(
      ...(overview.top.length === 0
        ? ['这个月没有人报']
        : overview.top.map(
            ({ name, n, reasons }, index) =>
              `${index + 1}. ${name}，${[...reasons, `共 ${n} 条`].join('，')}`,
          )),
    ),
    part('部门答复快慢'),
    ...lines('按紧急程度分开比，报得多不吃亏；答复不到 5 条的不排'),
    ...orNone(ranks(report), '这个月没有部门答复过'),
    part('高风险作业'),
    ...lines(...forecasts.map(({ sentence }) => sentence)),
    part('每周多少人参与'),
    ...orNone(people(report), '还没有人参与'),
    part('沉默区域'),
    ...lines(
      overview.silent.length === 0
        ? '每个区域 30 天内都有人报'
        : overview.silent.map(({ name, days }) => `${name}（${days} 天）`).join('、'),
    ),
    part(REPEAT.reportTitle),
    ...orNone(repeats(report), REPEAT.reportNone),
    part('督办和结果'),
    ...orNone(decisions(report), '这个月没有督办'),
    part('没有算进来的'),
    ...lines(...(gaps.length === 0 ? ['没有'] : gaps)),
    gap(),
    ...lines('报告里不写上报人的姓名、电话和位置。'),
    small(`校验码 ${checkOf(report)}`),
  ]);
}
