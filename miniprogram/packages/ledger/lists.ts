/** Papers in words: which may be asked for, of which days, how far they are, and what orders lack. Pure. */
import type { ExportKind, ExportView, GapRow } from '../../../typings/ledger';
import type { Role } from '../../../typings/domain';
import { DAY, isoDay, whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';

const t = TEXT.ledger;

/** Who may ask for papers of the whole plant. */
const PLANT_WIDE: readonly Role[] = ['safety', 'manager', 'admin'];

/** Who may ask for papers at all. */
export const asksPapers = (roles: readonly Role[] = []): boolean =>
  roles.some((role) => role === 'supervisor' || PLANT_WIDE.includes(role));

const OF_AREAS: readonly ExportKind[] = ['orders', 'statistics'];
const ALL: readonly ExportKind[] = ['pack', ...OF_AREAS, 'training', 'hotWork', 'certificates', 'points'];

export interface KindRow {
  id: ExportKind;
  name: string;
  hint: string;
}

/** What somebody may ask for, the fullest first; what is of no area is for offices of the plant. */
export const kindsFor = (roles: readonly Role[] = []): KindRow[] =>
  (roles.some((role) => PLANT_WIDE.includes(role)) ? ALL : OF_AREAS).map((id) => ({
    ...{ id, name: t.kinds[id] },
    hint: id === 'pack' ? t.packHint : '',
  }));

export type RangeId = keyof typeof t.ranges;

export interface Range {
  from: string;
  to: string;
}

export const RANGES: readonly { id: RangeId; name: string }[] = (
  ['month', 'lastMonth', 'quarter', 'year', 'other'] as const
).map((id) => ({ id, name: t.ranges[id] }));

const QUARTER = 3;
const two = (n: number): string => String(n).padStart(2, '0');

/** The days of a choice, none of them to come; empty ones for days that somebody chooses. @param now - the server's time (ms) */
export function rangeOf(id: RangeId, now: number): Range {
  const to = isoDay(now);
  const [year = '', month = ''] = to.split('-');
  switch (id) {
    case 'month':
      return { from: `${year}-${month}-01`, to };
    case 'lastMonth': {
      const last = isoDay(Date.parse(`${year}-${month}-01T00:00:00+08:00`) - DAY);
      return { from: `${last.slice(0, 'yyyy-mm'.length)}-01`, to: last };
    }
    case 'quarter': {
      const first = Math.floor((Number(month) - 1) / QUARTER) * QUARTER + 1;
      return { from: `${year}-${two(first)}-01`, to };
    }
    case 'year':
      return { from: `${year}-01-01`, to };
    case 'other':
      return { from: '', to: '' };
  }
}

/** What is wrong with the days; empty when nothing is. */
export function rangeFault({ from, to }: Range): string {
  if (from === '' || to === '') return t.lackDays;
  return to < from ? t.order : '';
}

export interface FileRow {
  no: number;
  name: string;
  detail: string;
  /** The phone's viewer shows no archive: its address is handed on. */
  copies: boolean;
  act: string;
}

export interface JobRow {
  id: string;
  name: string;
  span: string;
  by: string;
  state: string;
  making: boolean;
  percent: number;
  files: FileRow[];
}

/** Bytes of 兆. */
const MEGA = 1_024 * 1_024;

/** 「3.4 兆」 */
export function sizeText(bytes: number): string {
  const tenths = Math.round((bytes * 10) / MEGA);
  return tenths === 0 ? t.small : fill(t.size, { n: tenths / 10 });
}

/** The kind of a file says nothing to whoever opens it. */
const bare = (name: string): string => name.replace(/\.[a-z]+$/, '');

/** @param now - the server's time (ms) */
export function jobRow(job: ExportView, now: number): JobRow {
  const { id, kind, from, to, by, state, percent, files, until } = job;
  const said = {
    making: fill(t.making, { percent }),
    done: fill(t.done, { until: until === null ? '' : whenText(until, now) }),
    failed: t.failed,
  };
  return {
    ...{ id, percent, name: t.kinds[kind], by: fill(t.by, { name: by }) },
    span: fill(t.span, { from, to }),
    state: said[state],
    making: state === 'making',
    files: files.map(({ name, rows, bytes }, no) => {
      const copies = name.endsWith('.zip');
      const size = sizeText(bytes);
      return {
        ...{ no, name: bare(name), copies, act: copies ? t.copy : t.open },
        detail: rows > 0 ? fill(t.rows, { rows, size }) : size,
      };
    }),
  };
}

export interface GapCard {
  id: string;
  number: string;
  title: string;
  place: string;
  gaps: { key: string; what: string; how: string }[];
}

export const gapCard = ({ orderId, number, title, place, state, gaps }: GapRow): GapCard => ({
  ...{ id: orderId, title, number: `${number} · ${state}`, place },
  gaps: gaps.map(({ id, what, how }) => ({ key: id, what, how })),
});
