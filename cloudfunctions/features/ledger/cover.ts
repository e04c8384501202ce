/** 目录和签字页 of an audit pack, as a Word document. */
import type { ExportFile, ExportJob } from '../../../typings/ledger';
import type { Millis } from '../../../typings/domain';
import {
  closingRate,
  KIND_TITLES,
  stamp,
  STATISTIC_COLUMNS,
  statisticLines,
  total,
} from '../../engine/ledger';
import { facts, gap, lines, part, rowsOf, sheetOf, small, table, text, type Row } from '../record-sheet/word';

const cellOf = (words: string | number) => ({ children: [text(String(words))] });

/** Of the statistics those columns that fit on a page. */
const SHOWN: readonly string[] = [
  'period',
  'found',
  'major',
  'closed',
  'rate',
  'open',
  'overdue',
  'withGaps',
];

function statistics({ months }: ExportJob): Row[] {
  const columns = STATISTIC_COLUMNS.filter(({ id }) => SHOWN.includes(id));
  const { head, row } = rowsOf([23, 11, 11, 11, 11, 11, 11, 11]);
  return [
    head(columns.map(({ title }) => title)),
    ...statisticLines(months).map((line) => row(columns.map(({ id }) => cellOf(line[id])))),
  ];
}

function contents(files: readonly ExportFile[]): Row[] {
  const { head, row } = rowsOf([10, 70, 20]);
  const rows = files.map(({ name, rows: n }, index) => row([cellOf(index + 1), cellOf(name), cellOf(n)]));
  return [head(['序号', '文件', '行数']), ...rows];
}

const SIGNATURES = rowsOf([30, 40, 30]);

const signatures = (): Row[] => [
  SIGNATURES.head(['', '签字', '日期']),
  ...['主要负责人', '安全负责人', '编制人'].map((who) =>
    SIGNATURES.row([cellOf(who), cellOf(''), cellOf('')]),
  ),
];

/** @returns the bytes of the .docx */
export function coverDocument(job: ExportJob, plantName: string, now: Millis): Promise<Buffer> {
  const sum = total(job.months);
  return sheetOf(KIND_TITLES.pack, plantName, [
    facts(
      [
        ['从', job.from],
        ['到', job.to],
        ['编制时间', stamp(now)],
      ],
      [
        ['排查隐患', `${sum.found} 条`],
        ['整改率', closingRate(sum) || '没有隐患'],
        ['重大隐患', `${sum.major} 条`],
      ],
      [
        ['超期未改', `${sum.overdue} 条`],
        ['有缺项的', `${sum.withGaps} 条`],
        ['整改资金', `${sum.money} 元`],
      ],
    ),
    part('统计'),
    table(statistics(job)),
    part('目录'),
    table(contents(job.files)),
    part('签字'),
    table(signatures()),
    gap(),
    ...lines('表里不写上报人的姓名、电话和位置。照片封存在系统里，凭隐患编号查看。'),
    part('文件校验码'),
    ...job.files.map(({ name, sha256 }) => small(`${name} ${sha256}`)),
  ]);
}
