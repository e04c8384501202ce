/** How papers are made: a section at a time, of which each call makes one part. */
import type { Millis } from '../../../typings/domain';
import type { ExportJob, MonthTally } from '../../../typings/ledger';
import type { Column } from '../../engine/ledger';
import type { Files } from '../capture/files';
import type { Plant } from '../plant/current';
import { MOST_ROWS, xlsxOf } from './sheet';
import { spanOf } from './span';

/** A file that is not stored yet. */
export interface Paper {
  name: string;
  rows: number;
  bytes: Buffer;
}

export interface Part {
  papers: Paper[];
  /** Where the section goes on; null: it is done. */
  cursor: string | null;
  /** What was added up; missing: nothing. */
  months?: MonthTally[];
  /** Whether the papers are what may be fetched, rather than what they hold. */
  isResult?: boolean;
}

export interface Work {
  job: ExportJob;
  inForce: Plant;
  files: Files;
  now: Millis;
}

export type Section = (work: Work) => Promise<Part>;

/** The end of a name: which file of several it is. */
export const numbered = (no: number): string => (no === 1 ? '' : `-${no}`);

/** Documents of one read; as many as the database answers at once. */
const READ = 1_000;

/** Where a table goes on. */
interface At {
  id: string;
  no: number;
}

/** A ledger with a line per document, read by id: a file per {@link MOST_ROWS}. */
export const tableOf =
  <T extends { _id: string }>(
    title: string,
    columns: readonly Column[],
    read: (span: { from: Millis; to: Millis }, afterId: string, limit: number) => Promise<T[]>,
    line: (document: T, now: Millis) => Record<string, string | number>,
  ): Section =>
  async ({ job, now }) => {
    const at = job.cursor === null ? { id: '', no: 1 } : (JSON.parse(job.cursor) as At);
    const lines: Record<string, string | number>[] = [];
    let { id } = at;
    for (let isMore = true; isMore && lines.length < MOST_ROWS;) {
      const found = await read(spanOf(job), id, READ);
      lines.push(...found.map((document) => line(document, now)));
      id = found.at(-1)?._id ?? id;
      isMore = found.length === READ;
    }
    const isFull = lines.length === MOST_ROWS;
    // Exactly full at the end of all: the empty rest makes no file of its own.
    if (lines.length === 0 && at.no > 1) return { papers: [], cursor: null };
    const bytes = await xlsxOf(title, { columns, lines });
    return {
      papers: [{ name: `${title}${numbered(at.no)}.xlsx`, rows: lines.length, bytes }],
      cursor: isFull ? JSON.stringify({ id, no: at.no + 1 }) : null,
    };
  };
