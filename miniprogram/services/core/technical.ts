/** How the evidence of an order came about, in words, and what waits for safety to look at it. Pure. */
import type { Held, OrderView, Technical } from '../../../typings/api';
import { DAY, durationText, HOUR, MINUTE, whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';

const t = TEXT.technical;

/** Below this, two clocks agree: phones drift, and people type. */
const SAME = 2 * MINUTE;

/** A report may wait for the network; more than that, and for a picture older than this, is worth a look. */
const LONG = 12 * HOUR;

/** Beside the measuring error, how far (m) from an area its hazards are still seen from. */
const NEAR = 200;

/** A fact to read; an odd one is worth a look. */
export interface TechnicalLine {
  key: string;
  label: string;
  text: string;
  odd: boolean;
}

/** A clock that is wrong by a day is wrong by whole days: hours say less than that. */
const spanText = (ms: number): string =>
  ms >= DAY - HOUR ? fill(t.days, { count: Math.round(ms / DAY) }) : durationText(ms);

const KILOMETRE = 1000;

const lengthText = (metres: number): string =>
  metres < KILOMETRE
    ? fill(t.metres, { count: Math.round(metres) })
    : fill(t.kilometres, { count: Math.round(metres / 100) / 10 });

function clockLine(clock: Technical['clock']): TechnicalLine[] {
  if (clock === null) return [];
  const { phone, received } = clock;
  const line = (text: string, odd: boolean): TechnicalLine[] => [{ key: 'clock', label: t.clock, text, odd }];
  if (phone === null) return line(t.clockNone, false);
  const apart = Math.abs(phone - received);
  if (apart < SAME) return line(t.clockSame, false);
  const ahead = phone > received;
  const said = fill(t.clockApart, { time: spanText(apart) });
  return line(ahead ? `${said}，${t.clockAhead}` : said, ahead || apart > LONG);
}

function positionLine(position: Technical['position']): TechnicalLine {
  const line = (text: string, odd = false): TechnicalLine => ({
    key: 'position',
    label: t.position,
    text,
    odd,
  });
  if (position === null) return line(t.positionNone);
  const { accuracy, distance } = position;
  const said = fill(t.accuracy, { metres: lengthText(accuracy) });
  if (distance === null) return line(`${said}，${t.unmapped}`);
  if (distance === 0) return line(`${said}，${t.inside}`);
  return line(`${said}，${fill(t.away, { metres: lengthText(distance) })}`, distance > accuracy + NEAR);
}

/** When a picture was taken, beside when it came in; nothing where both agree. */
function takenText(clock: Technical['files'][number]['clock'], now: number): { text: string; odd: boolean } {
  const taken = clock?.taken ?? null;
  if (clock === null || taken === null) return { text: '', odd: false };
  const said = fill(t.taken, { time: whenText(taken, now) });
  const early = clock.received - taken;
  if (Math.abs(early) < SAME) return { text: said, odd: false };
  const apart = fill(early > 0 ? t.takenApart : t.takenAfter, { time: spanText(Math.abs(early)) });
  return { text: `${said}，${apart}`, odd: early < 0 || early > DAY };
}

/** @param alone - nothing could be compared with it */
function fileLine(
  file: Technical['files'][number],
  index: number,
  alone: boolean,
  now: number,
): TechnicalLine {
  const { text, odd } = takenText(file.clock, now);
  const check = file.check === null ? '' : t.check[file.check];
  return {
    key: file.id,
    label: `${index + 1}`,
    text: [t.fromSource[file.source], text, check, alone ? t.uncompared : '']
      .filter((part) => part !== '')
      .join('，'),
    odd: odd || file.check === 'risky',
  };
}

/** @param now - the server's time (ms) */
export function technicalLines(
  { clock, position, placeSource, files, uncompared }: Technical,
  now: number,
): { facts: TechnicalLine[]; files: TechnicalLine[] } {
  const place = { key: 'place', label: t.place, text: t.bySource[placeSource], odd: false };
  return {
    facts: [...clockLine(clock), place, positionLine(position)],
    files: files.map((file, index) => fileLine(file, index, uncompared.includes(file.id), now)),
  };
}

/** What waits for safety, or was left hidden by it. */
export interface HeldView {
  /** 「2 个照片或文件：微信说要人看」, and who looked at it before. */
  lines: { key: string; text: string; looked: string }[];
  files: string[];
  description: boolean;
  /** Nobody decided yet: it may be left hidden as well. */
  undecided: boolean;
}

/** Things alike are told together: the same finding, and the same person who looked at them. */
function groups(held: readonly Held[]): Held[][] {
  const byKey = new Map<string, Held[]>();
  for (const one of held) {
    const key = [one.id === null, one.result, one.looked?.by ?? ''].join();
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return [...byKey.values()];
}

/** @returns null when others see all there is, or the reader is not safety */
export function heldView({ technical }: Pick<OrderView, 'technical'>): HeldView | null {
  const held = technical?.held ?? [];
  if (held.length === 0) return null;
  const lines = groups(held).flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const what = first.id === null ? t.heldText : fill(t.heldPhoto, { count: alike.length });
    return [
      {
        key: first.id ?? 'text',
        text: `${what}：${t.heldWhy[first.result]}`,
        looked: first.looked === null ? '' : fill(t.heldLooked, { name: first.looked.by }),
      },
    ];
  });
  return {
    lines,
    files: held.flatMap(({ id }) => id ?? []),
    description: held.some(({ id }) => id === null),
    undecided: held.some(({ looked }) => looked === null),
  };
}
