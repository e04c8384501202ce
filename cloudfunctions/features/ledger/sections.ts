/** Every section of which papers are made. */
import { zipSync, type Zippable } from 'fflate';
import type { ExportFile } from '../../../typings/ledger';
import { dayStamp } from '../../../miniprogram/shared/time';
import {
  CERTIFICATE_COLUMNS,
  certificateLine,
  FUND_COLUMNS,
  fundLine,
  HEAD_COLUMNS,
  HOT_WORK_COLUMNS,
  hotWorkLine,
  KIND_TITLES,
  monthOf,
  STATISTIC_COLUMNS,
  statisticLines,
  TRAINING_COLUMNS,
  trainingLine,
  type Column,
  type SectionId,
} from '../../engine/ledger';
import { monthAfter } from '../../engine/points/months';
import { certificatesAfter } from '../certificates/registered';
import { reportDocument } from '../month-report/document';
import { reportIn } from '../month-report/read';
import { writeFirst } from '../month-report/write';
import { permitsAsked } from '../permits/asked';
import { fund } from '../points/fund';
import { trainingsIn } from '../training/registered';
import { headLines } from '../trail/between';
import { coverDocument } from './cover';
import { ordersSection } from './orders';
import { numbered, tableOf, type Part, type Section, type Work } from './section';
import { xlsxOf } from './sheet';
import { spanOf } from './span';

/** One sheet that is made at once. */
async function whole(
  title: string,
  columns: readonly Column[],
  lines: readonly Record<string, string | number>[],
): Promise<Part> {
  const bytes = await xlsxOf(title, { columns, lines });
  return { papers: [{ name: `${title}.xlsx`, rows: lines.length, bytes }], cursor: null };
}

const statistics: Section = ({ job }) =>
  whole(KIND_TITLES.statistics, STATISTIC_COLUMNS, statisticLines(job.months));

/** The account of each month of the range that has begun. */
async function points({ job, now }: Work): Promise<Part> {
  const lines = [];
  const { from, to } = spanOf(job);
  const last = Math.min(to - 1, now);
  for (let month = monthOf(from); month <= monthOf(last); month = monthAfter(month))
    lines.push(fundLine(await fund(month, now)));
  return whole(KIND_TITLES.points, FUND_COLUMNS, lines);
}

async function heads({ job }: Work): Promise<Part> {
  const { from, to } = spanOf(job);
  const found = await headLines(dayStamp(from), dayStamp(to - 1));
  const lines = found.map(({ day, orders, permits, mac, isSound, isChained }) => ({
    ...{ day, orders, permits, mac },
    sound: isSound && isChained ? '与封存时一致' : '被改动过',
  }));
  return whole('每日日志头', HEAD_COLUMNS, lines);
}

async function cover({ job, inForce, now }: Work): Promise<Part> {
  const bytes = await coverDocument(job, inForce.places.plant.name, now);
  return { papers: [{ name: ['00-目录和签字页', 'docx'].join('.'), rows: 0, bytes }], cursor: null };
}

/** The most that one archive holds, in bytes: it is put together in memory. */
const VOLUME = 48 * 1024 * 1024;

/** As many files as go into an archive, one at least. */
function volumeOf(files: readonly ExportFile[]): ExportFile[] {
  let bytes = 0;
  const end = files.findIndex((file) => (bytes += file.bytes) > VOLUME);
  return files.slice(0, end === -1 ? files.length : Math.max(1, end));
}

/** What is archived is packed already: it is stored as it is. The same files make the same bytes. */
async function zip({ job, files }: Work): Promise<Part> {
  const at =
    job.cursor === null ? { first: 0, no: 1 } : (JSON.parse(job.cursor) as { first: number; no: number });
  const volume = volumeOf(job.files.slice(at.first));
  const content: Zippable = {};
  for (const { name, fileId } of volume) {
    const bytes = await files.download(fileId);
    if (bytes === null) throw new Error(`a part of export ${job._id} is gone: ${name}`);
    content[name] = bytes;
  }
  const bytes = Buffer.from(zipSync(content, { level: 0, mtime: job.askedAt }));
  const first = at.first + volume.length;
  return {
    papers: [
      {
        name: [KIND_TITLES.pack, '-', `${job.from}至${job.to}`, numbered(at.no), '.zip'].join(''),
        rows: volume.length,
        bytes,
      },
    ],
    cursor: first < job.files.length ? JSON.stringify({ first, no: at.no + 1 }) : null,
    isResult: true,
  };
}

/** The newest version of the month; of one that nobody wrote, the first. */
async function monthReport({ job, inForce, now }: Work): Promise<Part> {
  const month = job.from.slice(0, 'yyyy-mm'.length);
  await writeFirst(month, now);
  const report = await reportIn(month);
  const bytes = await reportDocument(report, inForce.places.plant.name);
  const name = [KIND_TITLES.report, `-${month}-第${report.version}版`, '.docx'].join('');
  return { papers: [{ name, rows: 0, bytes }], cursor: null };
}

export const SECTION: Record<SectionId, Section> = {
  orders: ordersSection(true),
  count: ordersSection(false),
  statistics,
  training: tableOf(
    KIND_TITLES.training,
    TRAINING_COLUMNS,
    ({ from, to }, afterId, limit) => trainingsIn(from, to, afterId, limit),
    trainingLine,
  ),
  hotWork: tableOf(
    KIND_TITLES.hotWork,
    HOT_WORK_COLUMNS,
    ({ from, to }, afterId, limit) => permitsAsked(from, to, afterId, limit),
    hotWorkLine,
  ),
  certificates: tableOf(
    KIND_TITLES.certificates,
    CERTIFICATE_COLUMNS,
    ({ to }, afterId, limit) => certificatesAfter(to, afterId, limit),
    certificateLine,
  ),
  points,
  report: monthReport,
  heads,
  cover,
  zip,
};
