/** An application for hot work while it is filled in: where, what, who, when, what is missing, and what goes to the server. Pure. */
import type { HotWorkRules, PermitLevel } from '../../../../typings/permit';
import type { PermitForm, PermitInput } from '../../../../typings/permit-views';
import type { Millis } from '../../../../typings/domain';
import { clockText, DAY, HOUR, isoDay, MINUTE, wallClock, whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import type { ApplyValue, ChosenWorker, PermitDraft } from '../../../services/core/permit';
import type { Plant } from '../../../services/core/places';

const t = TEXT.permit;

/** Longest text of each field (characters), as the server takes them. */
export const MOST = { words: 60, work: 100, company: 40 } as const;

/** The application with the certificates as they are now: one may have been renewed, or ended, since it was chosen. */
export function renewed(value: ApplyValue, { certified }: Pick<PermitForm, 'certified'>): ApplyValue {
  const workers = value.workers.map((one) => {
    const now = certified.find(({ certificateId }) => certificateId === one.certificateId);
    return now === undefined ? one : { ...one, validUntil: now.validUntil, endsAt: now.endsAt };
  });
  return { ...value, workers };
}

/** The parts of the form that can be wrong. */
export type ApplyField =
  'where' | 'words' | 'work' | 'method' | 'level' | 'department' | 'company' | 'workers' | 'watcher' | 'when';

export type ApplyFaults = Partial<Record<ApplyField, string>>;

/** The next half hour. @param now - the server's time (ms) */
function soon(now: Millis): { day: string; clock: string } {
  const at = Math.ceil((now + 10 * MINUTE) / (30 * MINUTE)) * 30 * MINUTE;
  return { day: isoDay(at), clock: clockText(at) };
}

/** @param departmentId - of who asks; empty when they have none */
export const newApplication = (departmentId: string, now: Millis): ApplyValue => ({
  areaId: '',
  pointId: null,
  pointNo: '',
  placeText: '',
  words: '',
  work: '',
  method: '',
  level: '',
  by: 'department',
  departmentId,
  company: '',
  workers: [],
  watcherId: '',
  watcherName: '',
  ...soon(now),
  hours: 2,
});

/** From when to when. */
export function spanOf({ day, clock, hours }: Pick<ApplyValue, 'day' | 'clock' | 'hours'>): Span {
  const from = Date.parse(`${day}T${clock}:00+08:00`);
  return { from, until: from + hours * HOUR };
}

/** The level that counts at a place. */
export interface InForce {
  level: PermitLevel;
  /** Why it is another than was chosen; empty when it is not. */
  why: string;
  /** Whether gas is measured before the start. */
  gas: boolean;
}

/**
 * The level by what the phone knows: the server decides, and raises it once more on a public holiday.
 * @returns null until one was chosen
 */
export function levelOf(
  { levels, areaLevels, gas }: HotWorkRules,
  plant: Plant | null,
  { level, areaId, pointId }: Pick<ApplyValue, 'level' | 'areaId' | 'pointId'>,
): InForce | null {
  const rank = levels.findIndex(({ id }) => id === level);
  const chosen = levels[rank];
  if (chosen === undefined) return null;
  const area = plant?.areas.find(({ id }) => id === areaId);
  if (area === undefined) return { level: chosen, why: '', gas: chosen.gasTest };
  const color = plant?.points.find(({ id }) => id === pointId)?.riskColor ?? area.riskColor;
  const isMeant = ({ areaIds, riskColors }: Pick<HotWorkRules['gas'], 'areaIds' | 'riskColors'>): boolean =>
    areaIds.includes(area.id) || riskColors.includes(color);
  const least = areaLevels
    .filter(isMeant)
    .map((each) => levels.findIndex(({ id }) => id === each.least))
    .filter((index) => index >= 0);
  // The highest stands first.
  const inForce = levels[Math.min(rank, ...least)] ?? chosen;
  return {
    level: inForce,
    why: inForce === chosen ? '' : fill(t.levelWhy, { area: area.name, level: inForce.name }),
    gas: inForce.gasTest || isMeant(gas),
  };
}

/** How long it may be, as choices in hours. */
export function hourChoices({ hours }: Pick<PermitLevel, 'hours'>): number[] {
  const short = [1, 2, 4, 8, 24, 48].filter((each) => each < hours);
  return [...short, hours].slice(-5);
}

/** 「2029年11月20日」 @param day - `yyyy-mm-dd` */
export function dayWords(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return fill(t.dayOf, { year, month, day: date });
}

/** When the work is to be done. */
export interface Span {
  from: Millis;
  until: Millis;
}

/** Why somebody cannot do it: their certificate does not count any more when it begins. Empty when they can. */
export function workerTrouble(
  { name, validUntil, endsAt }: Omit<ChosenWorker, 'certificateId'>,
  { from }: Span,
  now: Millis,
): string {
  if (endsAt > Math.max(Number.isFinite(from) ? from : now, now)) return '';
  return fill(endsAt <= now ? t.ended : t.endedThen, { name, day: dayWords(validUntil) });
}

/** What to know of somebody who can begin: their certificate ends in the middle of it. Empty when it does not. */
export const workerWarning = (
  { endsAt }: Pick<ChosenWorker, 'endsAt'>,
  { until }: Span,
  now: Millis,
): string =>
  endsAt > now && endsAt < until ? fill(t.endsMeanwhile, { time: whenText(endsAt - 1, now) }) : '';

function whenFault(
  { from, until }: { from: Millis; until: Millis },
  inForce: InForce | null,
  now: Millis,
): string {
  if (!(from >= now - 5 * MINUTE)) return t.past;
  if (inForce === null) return '';
  const { name, hours } = inForce.level;
  return until - from > hours * HOUR ? fill(t.tooLong, { level: name, hours }) : '';
}

/** What is missing or cannot be, by field. */
export function applyFaults(
  value: ApplyValue,
  rules: HotWorkRules,
  plant: Plant | null,
  now: Millis,
): ApplyFaults {
  const span = spanOf(value);
  const troubles = value.workers.map((one) => workerTrouble(one, span, now)).filter(Boolean);
  const watches = value.workers.find(({ personId }) => personId !== null && personId === value.watcherId);
  const isBlank = (text: string): boolean => text.trim() === '';
  const faults: Record<ApplyField, string> = {
    where: value.areaId === '' ? t.whereNeeded : '',
    words: value.areaId !== '' && value.pointId === null && isBlank(value.words) ? t.wordsNeeded : '',
    work: isBlank(value.work) ? t.whatNeeded : '',
    method: rules.methods.includes(value.method) ? '' : t.methodNeeded,
    level: rules.levels.some(({ id }) => id === value.level) ? '' : t.levelNeeded,
    department: value.by === 'department' && value.departmentId === '' ? t.departmentNeeded : '',
    company: value.by === 'contractor' && isBlank(value.company) ? t.companyNeeded : '',
    workers: value.workers.length === 0 ? t.workersNeeded : (troubles[0] ?? ''),
    watcher:
      value.watcherId === ''
        ? t.watcherNeeded
        : watches === undefined
          ? ''
          : fill(t.watcherWorks, { name: watches.name }),
    when: whenFault(span, levelOf(rules, plant, value), now),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, sentence]) => sentence !== ''));
}

/** The server's paths → the parts of the form. */
const FIELDS: Record<string, ApplyField> = {
  areaId: 'where',
  pointId: 'where',
  words: 'words',
  work: 'work',
  method: 'method',
  level: 'level',
  by: 'department',
  certificateIds: 'workers',
  watcherId: 'watcher',
  from: 'when',
  until: 'when',
};

/** What the server found wrong, by field. */
export function faultsFrom(fields: Readonly<Record<string, string>>): ApplyFaults {
  const faults: ApplyFaults = {};
  for (const [path, sentence] of Object.entries(fields)) {
    const field = FIELDS[path.replace(/^input\./, '').split('.')[0] ?? ''];
    if (field !== undefined) faults[field] ??= sentence;
  }
  return faults;
}

/** What goes to the server; every try sends exactly the same. @throws Error while its level is not chosen */
export function permitInput({ id, value }: PermitDraft): PermitInput {
  if (value.level === '') throw new Error('an application without a level is not sent');
  const { areaId, pointId, words, work, method, level, by, departmentId, company, workers, watcherId } =
    value;
  return {
    id,
    areaId,
    pointId,
    words: words.trim(),
    work: work.trim(),
    method,
    level,
    by: by === 'department' ? { kind: by, departmentId } : { kind: by, company: company.trim() },
    certificateIds: workers.map(({ certificateId }) => certificateId),
    watcherId,
    ...spanOf(value),
  };
}

/** The days to begin on: today and the two after. */
export function dayChoices(now: Millis): { day: string; label: string }[] {
  return [t.today, t.tomorrow, t.dayAfter].map((label, index) => ({ day: isoDay(now + index * DAY), label }));
}

/** A person of a list to choose from. */
export interface Choice {
  id: string;
  name: string;
  /** 「焊工 · 焊接车间」 */
  what: string;
  /** Why they cannot be chosen now; empty when they can. */
  trouble: string;
  /** What of their training is missing, in words; empty when nothing is. */
  missing: string;
}

/** So many rows at once: further ones are found by typing. */
const ROWS = 30;

const holds = (query: string) => {
  const wanted = query.trim();
  return (...texts: string[]): boolean => texts.join(' ').includes(wanted);
};

/** Who may work: those whose certificate counts stand first. */
export function workerChoices(
  { certified }: Pick<PermitForm, 'certified'>,
  query: string,
  span: Span,
  now: Millis,
): Choice[] {
  const has = holds(query);
  const rows = certified
    .filter(({ name, company }) => has(name, company ?? ''))
    .map((one) => {
      const until = fill(t.validUntil, { day: dayWords(one.validUntil) });
      const trouble = workerTrouble(one, span, now);
      const what = [one.company ?? '', trouble === '' ? until : '', workerWarning(one, span, now)];
      return {
        id: one.certificateId,
        name: one.name,
        what: what.filter(Boolean).join(' · '),
        trouble,
        missing: one.training?.missing ?? '',
      };
    });
  const isFree = ({ trouble }: Choice): boolean => trouble === '';
  return [...rows.filter(isFree), ...rows.filter((row) => !isFree(row))].slice(0, ROWS);
}

/** Who may watch. @param workers - who cannot do both */
export function watcherChoices(
  { people }: Pick<PermitForm, 'people'>,
  query: string,
  workers: readonly (string | null)[],
): Choice[] {
  const has = holds(query);
  return people
    .filter(({ name, post, departmentName }) => has(name, post, departmentName))
    .slice(0, ROWS)
    .map(({ id, name, post, departmentName, training }) => ({
      id,
      name,
      what: [post, departmentName].filter(Boolean).join(' · '),
      trouble: workers.includes(id) ? fill(t.watcherWorks, { name }) : '',
      missing: training?.missing ?? '',
    }));
}

/** 「11月23日 16:00 开始，18:00 前停火」 */
export function spanWords(value: ApplyValue, now: Millis): string {
  const { from, until } = spanOf(value);
  const { month, day } = wallClock(from);
  const sameDay = isoDay(from) === isoDay(until);
  return fill(t.spanWords, {
    from: `${fill(TEXT.same.day, { month, day })} ${clockText(from)}`,
    until: sameDay ? clockText(until) : whenText(until, now),
  });
}
