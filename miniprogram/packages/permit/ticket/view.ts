/** A ticket as its page says it: what, where, who, what was taken care of, what is measured, and what this person may do. Pure. */
import type { RiskColor } from '../../../../typings/domain';
import type { GasTest, PermitCheck } from '../../../../typings/permit';
import type { PermitActionView, PermitView } from '../../../../typings/permit-views';
import { dayWords } from '../apply/draft';
import { limitWords } from './sheet';
import type { ActBar } from '../../../services/core/act-bar';
import type { PermitErrand } from '../../../services/core/permit';
import { fill, TEXT } from '../../../shared/text';
import { clockText, MINUTE, whenText } from '../../../shared/time';

const t = TEXT.permit;

/** A precaution in the list. */
export interface CheckRow {
  id: string;
  text: string;
  standard: string;
  /** `done`, `na`, `open`. */
  mark: string;
  /** Who and when, that it is only in this phone, or that it asks for a picture. */
  note: string;
  /** Pictures to look at. */
  photos: { id: string; url: string | null }[];
}

/** What was measured. */
export interface GasCard {
  /** The last measurement; empty without one. */
  line: string;
  ok: boolean;
  rows: { id: string; name: string; value: string; limits: string; beyond: boolean }[];
  /** Until when it counts; empty when that does not matter any more. */
  hint: string;
}

/** The buttons at the bottom. */
export interface Bar extends ActBar {
  /** 「开始动火」还差; empty when nothing is missing. */
  lacksHead: string;
  lacks: string[];
}

/** A word about something that is only in this phone. */
export interface KeptLine {
  id: string;
  text: string;
  refused: boolean;
}

/** What the page shows of a ticket. */
export interface TicketPage {
  number: string;
  work: string;
  stateLabel: string;
  level: string;
  why: string[];
  place: string;
  riskColor: RiskColor;
  rows: { key: string; label: string; text: string; trouble: boolean }[];
  invalid: string[];
  checks: CheckRow[];
  checksDone: string;
  mayCheck: boolean;
  gas: GasCard | null;
  mayMeasure: boolean;
  watch: string;
  approvals: { id: string; title: string; text: string; signed: boolean }[];
  near: PermitView['near'];
  stops: { key: string; text: string }[];
  photos: { id: string; url: string | null }[];
  events: { key: string; what: string; when: string }[];
  rulesLabel: string;
  bar: Bar;
  kept: KeptLine[];
}

/** 「B-05 手工焊区 · 东侧立柱」 */
export const placeWords = ({ areaName, pointNo, pointName, words }: PermitView['place']): string =>
  [
    [pointNo ?? '', pointName ?? areaName].filter(Boolean).join(' '),
    pointName === null ? '' : areaName,
    words,
  ]
    .filter(Boolean)
    .join(' · ');

/** What it is, in lines. */
function rowsOf(
  { method, from, until, by, workers, watcher, applicant }: PermitView,
  now: number,
): TicketPage['rows'] {
  const row = (label: string, text: string, trouble = false) => ({
    key: `${label}${text}`,
    label,
    text,
    trouble,
  });
  const span = fill(t.span, { from: whenText(from, now), until: whenText(until, now) });
  return [
    row(t.method, method),
    row(t.when, span),
    row(t.by, by.kind === 'department' ? by.name : by.company),
    ...workers.map(({ name, validUntil, isValid }) =>
      row(
        t.workers,
        isValid
          ? `${name} · ${fill(t.workerUntil, { day: dayWords(validUntil) })}`
          : fill(t.workerNot, { name }),
        !isValid,
      ),
    ),
    row(t.watcherHead, watcher.name),
    row(t.applicantHead, applicant.name),
  ];
}

/** What was recorded here and has not arrived, by precaution. */
function keptChecks(errands: readonly PermitErrand[]): Set<string> {
  const given = errands
    .filter(({ kind, blocked }) => kind === 'check' && !blocked)
    .flatMap(({ input }) => (input as { values: { checks?: { checkId: string }[] } }).values.checks ?? []);
  return new Set(given.map(({ checkId }) => checkId));
}

function checkNote(given: PermitCheck | undefined, isHere: boolean, photo: boolean, now: number): string {
  if (isHere) return t.here;
  if (given === undefined) return photo ? t.photoMark : '';
  const by = `${given.by.name} ${whenText(given.at, now)}`;
  return given.result === 'na' ? `${fill(t.notNeeded, { reason: given.reason })} · ${by}` : by;
}

function checksOf(
  { rules, checks, photos }: PermitView,
  errands: readonly PermitErrand[],
  now: number,
): CheckRow[] {
  const here = keptChecks(errands);
  return rules.checks.map(({ id, text, standard, photo }) => {
    const given = checks[id];
    const isHere = here.has(id);
    return {
      id,
      text,
      standard,
      mark: isHere ? 'done' : given === undefined ? 'open' : given.result,
      note: checkNote(given, isHere, photo, now),
      photos: (given?.photos ?? []).map((photoId) => ({ id: photoId, url: photos[photoId]?.url ?? null })),
    };
  });
}

function gasHint({ rules, state }: PermitView, { at, ok }: GasTest, now: number): string {
  const within = rules.gas?.within ?? 0;
  if (!ok || (state !== 'asked' && state !== 'approved')) return '';
  const until = at + within * MINUTE;
  return until > now ? fill(t.gasTill, { time: clockText(until) }) : fill(t.gasOld, { minutes: within });
}

function gasOf(permit: PermitView, now: number): GasCard | null {
  const { gas } = permit.rules;
  if (gas === null) return null;
  const last = permit.gasTests[permit.gasTests.length - 1];
  const rows = gas.items.map((item) => {
    const value = last?.values[item.id];
    const beyond =
      value !== undefined &&
      ((item.min !== null && value < item.min) || (item.max !== null && value > item.max));
    return {
      id: item.id,
      name: item.name,
      value: value === undefined ? '' : `${value} ${item.unit}`,
      limits: limitWords(item),
      beyond,
    };
  });
  if (last === undefined)
    return { line: '', ok: false, rows, hint: fill(t.gasNeeded, { minutes: gas.within }) };
  const line = fill(t.gasAt, { time: whenText(last.at, now), name: last.by.name });
  return { line, ok: last.ok, rows, hint: gasHint(permit, last, now) };
}

function watchOf({ watches, watcher, state }: PermitView, now: number): string {
  const there = watches.find(({ out }) => out === null);
  if (there !== undefined) return fill(t.watchNow, { name: there.by.name, time: whenText(there.in, now) });
  return state === 'running' || state === 'watching'
    ? t.watchNobody
    : fill(t.watchNamed, { name: watcher.name });
}

/** Actions that are never the first thing to do. */
const ASIDE: readonly string[] = ['appoint', 'withdraw', 'watchOut'];

/** Whether an action that the server grants is what comes next, and not only possible. */
function isNext(
  { id }: PermitActionView,
  permit: PermitView,
  checks: readonly CheckRow[],
  now: number,
): boolean {
  if (ASIDE.includes(id)) return false;
  if (id === 'check') return checks.some(({ mark }) => mark === 'open');
  if (id !== 'gasTest') return true;
  if (permit.state === 'asked' || permit.state === 'running') return false;
  const last = permit.gasTests[permit.gasTests.length - 1];
  return last === undefined || !last.ok || now - last.at > (permit.rules.gas?.within ?? 0) * MINUTE;
}

const isFree = ({ lacks, from }: PermitActionView): boolean => lacks.length === 0 && from === null;

/** Actions that have a place of their own on the page. */
const PLACED: readonly string[] = ['check', 'gasTest'];

function barOf(
  permit: PermitView,
  checks: readonly CheckRow[],
  errands: readonly PermitErrand[],
  now: number,
): Bar {
  const going = new Set<string>(errands.filter(({ blocked }) => !blocked).map(({ kind }) => kind));
  going.delete('check');
  const actions = permit.actions.filter(({ id }) => !going.has(id));
  const next = actions.filter((one) => isNext(one, permit, checks, now));
  const [primary = null, secondary = null] = [...next.filter(isFree), ...next.filter((one) => !isFree(one))];
  const more = actions.filter(
    (one) => one !== primary && one !== secondary && !(PLACED.includes(one.id) && !next.includes(one)),
  );
  const waits = next.find((one) => !isFree(one));
  return {
    primary: primary && { ...primary, icon: '' },
    secondary: secondary && { ...secondary, icon: '' },
    more,
    lacksHead: waits === undefined ? '' : fill(t.lacksHead, { action: waits.label }),
    lacks: waits?.lacks ?? [],
  };
}

/** Kinds of records, as they are told while they wait here. */
const KEPT: Partial<Record<PermitErrand['kind'], string>> = {
  finish: t.finishing,
  pause: t.pausing,
  endWatch: t.ending,
};

function keptOf(errands: readonly PermitErrand[]): KeptLine[] {
  const refused = errands.filter(({ blocked }) => blocked);
  const going = errands.filter(({ blocked }) => !blocked);
  const named = going.find(({ kind }) => KEPT[kind] !== undefined);
  const text = named === undefined ? '' : (KEPT[named.kind] ?? '');
  return [
    ...refused.map(({ id, note }) => ({ id, text: fill(t.notTaken, { what: note ?? '' }), refused: true })),
    ...(going.length === 0
      ? []
      : [{ id: 'going', text: text || fill(t.keptActs, { count: going.length }), refused: false }]),
  ];
}

/**
 * @param errands - what this phone has recorded and the server does not have yet
 * @param now - the server's time (ms)
 */
export function ticketPage(permit: PermitView, errands: readonly PermitErrand[], now: number): TicketPage {
  const { level, place, rules, actions, approvals, pauses, ended, photos, timeline } = permit;
  const checks = checksOf(permit, errands, now);
  const may = (wanted: string): boolean => actions.some(({ id }) => id === wanted);
  return {
    number: fill(t.number, { number: permit.number }),
    work: permit.work,
    stateLabel: permit.stateLabel,
    level: level.name,
    why: level.why,
    place: placeWords(place),
    riskColor: place.riskColor,
    rows: rowsOf(permit, now),
    // Before the start, what is missing stands beside its button.
    invalid: permit.state === 'running' && !permit.isValid ? permit.invalid : [],
    checks,
    checksDone: fill(t.checksDone, {
      done: checks.filter(({ mark }) => mark !== 'open').length,
      count: checks.length,
    }),
    mayCheck: may('check'),
    gas: gasOf(permit, now),
    mayMeasure: may('gasTest') && !errands.some(({ kind, blocked }) => kind === 'gasTest' && !blocked),
    watch: permit.open ? watchOf(permit, now) : '',
    approvals: approvals.map(({ id, title, signed }) => ({
      id,
      title,
      signed: signed !== null,
      text:
        signed === null
          ? t.waitsSign
          : [`${signed.by.name} ${whenText(signed.at, now)}`, signed.note].filter(Boolean).join(' · '),
    })),
    near: permit.near,
    stops: pauses.map(({ at, reason, resumedAt }, index) => ({
      key: String(index),
      text: [
        fill(t.stopped, { time: whenText(at, now), why: reason }),
        resumedAt === null ? '' : fill(t.resumed, { time: whenText(resumedAt, now) }),
      ]
        .filter(Boolean)
        .join('，'),
    })),
    photos: (ended?.photos ?? []).map((id) => ({ id, url: photos[id]?.url ?? null })),
    events: timeline
      .map(({ at, by, text }, index) => ({
        key: String(index),
        what: [by, text].filter(Boolean).join(' '),
        when: whenText(at, now),
      }))
      .reverse(),
    rulesLabel: rules.label,
    bar: barOf(permit, checks, errands, now),
    kept: keptOf(errands),
  };
}
