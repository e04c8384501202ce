/** The rounds of one machine or area in words: how often something was found, its numbers over time, and each round. Pure. */
import type { MachineHistory, Verdict } from '../../../../typings/inspection';
import { durationText, whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.inspection;

/** Readings that fit beside each other on the narrowest phone. */
const BARS = 8;
/** A bar is at least so high (per cent), so that the lowest reading is one as well. */
const LEAST = 12;

type HistoryRound = MachineHistory['rounds'][number];
type Reading = HistoryRound['numbers'][number];

export interface Trend {
  /** Of the item. */
  id: string;
  text: string;
  /** The last reading with its unit. */
  latest: string;
  /** Says so when the last reading is beyond its limits; else empty. */
  beyond: string;
  /** 「近 8 次在 34 到 38 度之间」; empty, and no bars, while there is one reading only. */
  span: string;
  /** Oldest first; heights in per cent. */
  bars: { key: number; height: number; out: boolean }[];
}

export interface RoundRow {
  id: string;
  when: string;
  verdict: string;
  /** Anything but 可用. */
  marked: boolean;
  /** Who looked, and that it was before use. */
  who: string;
  /** Whether it opens with a tap. */
  open: boolean;
  /** `note`: that no order came of it; empty when one did, or none was asked for. */
  findings: { key: number; text: string; orderId: string; note: string; photos: string[] }[];
}

export interface HistoryPage {
  /** 「查过 30 次，平均 12 天发现一次问题」 */
  sum: string;
  /** When it was checked last before use, and by whom; empty when it never was. */
  lastUse: string;
  trends: Trend[];
  rows: RoundRow[];
}

const VERDICTS: Record<Verdict, string> = { usable: t.usable, faulty: t.faulty, stop: t.stop };

function trendOf(id: string, newestFirst: readonly [Reading, ...Reading[]]): Trend {
  const [last] = newestFirst;
  const shown = newestFirst.slice(0, BARS).reverse();
  const values = shown.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const out = shown.filter(({ inLimits }) => !inLimits).length;
  const words = low === high ? t.spanSame : out > 0 ? t.spanOut : t.span;
  const heightOf = (value: number): number =>
    high === low ? 50 : Math.round(LEAST + ((100 - LEAST) * (value - low)) / (high - low));
  const span = { count: shown.length, low, high, unit: last.unit, out };
  return {
    id,
    text: last.text,
    latest: fill(t.number, { value: last.value, unit: last.unit }),
    beyond: last.inLimits ? '' : t.beyondLimits,
    ...(shown.length === 1
      ? { span: '', bars: [] }
      : {
          span: fill(words, span),
          bars: shown.map(({ value, inLimits }, key) => ({ key, height: heightOf(value), out: !inLimits })),
        }),
  };
}

/** The numbers of a machine item by item, in the order of the last round that has them. */
function trendsOf(rounds: readonly HistoryRound[]): Trend[] {
  const byItem = new Map<string, [Reading, ...Reading[]]>();
  for (const reading of rounds.flatMap(({ numbers }) => numbers)) {
    const known = byItem.get(reading.itemId);
    if (known === undefined) byItem.set(reading.itemId, [reading]);
    else known.push(reading);
  }
  return [...byItem].map(([id, readings]) => trendOf(id, readings));
}

function rowOf(round: HistoryRound, now: number): RoundRow {
  const { taskId, kind, title, beforeUse, readable, at, by, verdict, findings } = round;
  const found = findings.length === 0 ? t.okAll : fill(t.foundCount, { count: findings.length });
  return {
    id: taskId,
    when: whenText(at, now),
    verdict: verdict === null ? found : VERDICTS[verdict],
    marked: verdict === null ? findings.length > 0 : verdict !== 'usable',
    who: [...(beforeUse ? [t.beforeUse] : kind === 'patrol' ? [title] : []), by.name].join(' · '),
    open: readable,
    findings: findings.map(({ text, orderId, noOrder, photos }, key) => ({
      ...{ key, text, photos },
      orderId: orderId ?? '',
      note: noOrder === true ? t.noOrder : '',
    })),
  };
}

/** @param now - the server's time (ms) */
export function historyPage({ rounds, betweenFindings }: MachineHistory, now: number): HistoryPage {
  const count = rounds.length;
  const found = rounds.filter(({ findings }) => findings.length > 0).length;
  const mean = betweenFindings === null ? '' : durationText(betweenFindings);
  const use = rounds.find(({ beforeUse }) => beforeUse);
  return {
    lastUse: use === undefined ? '' : fill(t.lastUse, { time: whenText(use.at, now), name: use.by.name }),
    sum: fill(mean !== '' ? t.sumMean : found > 0 ? t.sumFound : t.sumFine, { count, found, mean }),
    trends: trendsOf(rounds),
    rows: rounds.map((round) => rowOf(round, now)),
  };
}
