/** A line of the hazard ledger, made of an order as it stands. */
import type { Template } from '../../../typings/config';
import type { Duty, Evidence, Millis, Order, PersonRef, Round } from '../../../typings/domain';
import { clockText, isoDay } from '../../../miniprogram/shared/time';
import type { OrderLine } from './columns';
import { isWhoReported, REPORTER, withoutReporter } from './private';

/** What of an order the ledger and its gaps are made of. */
export type Registered = Pick<
  Order,
  | '_id'
  | 'number'
  | 'flow'
  | 'state'
  | 'open'
  | 'rounds'
  | 'title'
  | 'description'
  | 'templateId'
  | 'urgency'
  | 'level'
  | 'suspectedMajor'
  | 'place'
  | 'reporter'
  | 'reportedAt'
  | 'rectifier'
  | 'next'
  | 'resolveDueAt'
  | 'deferral'
  | 'interim'
  | 'levelBasis'
  | 'majorPlan'
  | 'duties'
  | 'stoppage'
  | 'closedAt'
  | 'task'
  | 'directed'
> & { evidence: Record<string, Pick<Evidence, 'purpose' | 'state' | 'source'>> };

/** What the plant calls things; everything that it does not know any more is left out, never invented. */
export interface Names {
  department(id: string): string;
  template(id: string): Template | undefined;
  /** Of GB/T 13861. */
  cause(code: string): string;
  /** Of the state of an order, as shown. */
  state(order: Pick<Order, 'flow' | 'state'>): string;
  /** Who issued the latest directive about it, with their department; null: nobody. */
  overseer(orderId: string): { name: string; department: string } | null;
}

/** `yyyy-mm-dd HH:mm`, +08:00. */
export const stamp = (at: Millis): string => `${isoDay(at)} ${clockText(at)}`;

const when = (at: Millis | null | undefined): string => (at == null ? '' : stamp(at));

/** The pass through fix and verification that counts. */
export const lastRound = ({ rounds }: Pick<Order, 'rounds'>): Round | undefined => rounds.at(-1);

export const dutyOf = ({ duties }: Pick<Order, 'duties'>, id: Duty['id']): Duty | undefined =>
  duties.find((duty) => duty.id === id);

/** Photos that show it before, or after. */
const PURPOSES = { before: ['scene'], after: ['after', 'verify'] } as const;

/** Pictures that can be looked at, and those that were taken and are gone or were refused. */
export function photosOf(
  { evidence }: Pick<Registered, 'evidence'>,
  which: keyof typeof PURPOSES,
): { kept: number; lost: number } {
  const purposes: readonly string[] = PURPOSES[which];
  const all = Object.values(evidence).filter(({ purpose }) => purposes.includes(purpose));
  const lost = all.filter(({ state }) => state === 'refused').length;
  return { kept: all.length - lost, lost };
}

/** Pictures stay in the system, sealed; a paper says how many there are. */
const photosText = ({ kept, lost }: { kept: number; lost: number }): string =>
  [kept > 0 ? `${kept} 张，凭编号查看` : '', lost > 0 ? `${lost} 张没存上` : ''].filter(Boolean).join('；');

/** 管理因素 of GB/T 13861 begin with 4. */
const categoryOf = (cause: string): string => {
  if (cause === '') return '';
  return cause.startsWith('4') ? '基础管理' : '现场';
};

const LEVELS: Record<Order['level'], string> = {
  undetermined: '待判定',
  general: '一般隐患',
  major: '重大隐患',
};

const levelText = ({ level, suspectedMajor }: Registered): string =>
  level === 'undetermined' && suspectedMajor ? '待判定（疑似重大）' : LEVELS[level];

const moneyText = ({ deferral, majorPlan }: Registered): string => {
  if (majorPlan !== null) return majorPlan.funds;
  return deferral === null ? '' : `${deferral.money} 元`;
};

const interimText = ({ interim, deferral, stoppage }: Registered): string =>
  [interim?.text ?? deferral?.interim ?? '', stoppage === null ? '' : `${stamp(stoppage.at)} 停用并上锁挂牌`]
    .filter(Boolean)
    .join('；');

/** How it is put right: as planned for a 重大 one, as answered, as promised, as the template says. */
export const measureOf = ({ majorPlan, deferral, rounds }: Registered): string =>
  majorPlan?.measure ??
  rounds.findLast(({ plan }) => plan !== null && plan.text.trim() !== '')?.plan?.text ??
  deferral?.measure ??
  '';

const verdictText = (round: Round | undefined): string => {
  const verdict = round?.verdict;
  if (verdict == null) return '';
  const said = verdict.result === 'fixed' ? '修好了' : '没修好';
  const how = verdict.onSite ? '到现场看过' : '看照片确认';
  return [said, how, verdict.reason].filter(Boolean).join('，');
};

const toldText = (order: Registered): string => {
  const done = dutyOf(order, 'notifyWorkers')?.done;
  return done == null ? '' : `${done.text} ${isoDay(done.at)}`.trim();
};

/**
 * One line. Nobody is named as who found or checked it where that tells who reported; the 责任人 is named, as the law asks.
 * @param order - as it may be shown: what the content check minds is masked already
 */
export function orderLine(order: Registered, names: Names): OrderLine {
  const template = order.templateId === null ? undefined : names.template(order.templateId);
  const round = lastRound(order);
  const cause = template?.cause ?? '';
  const { place, rectifier, next, deferral, majorPlan } = order;
  const overseer = order.directed === true ? names.overseer(order._id) : null;
  const clean = (words: string): string => withoutReporter(words, order);
  const personText = (person: PersonRef | undefined): string => {
    if (person === undefined) return '';
    return isWhoReported(order, person) ? REPORTER : person.name;
  };
  return {
    number: order.number,
    foundAt: stamp(order.reportedAt),
    foundBy: order.task === undefined ? '员工上报' : '日常',
    finder: REPORTER,
    place: [place.areaName, place.pointName ?? ''].filter(Boolean).join(' '),
    pointNo: place.pointNo ?? '',
    what: clean([order.title, order.description].filter(Boolean).join('：')),
    photosBefore: photosText(photosOf(order, 'before')),
    basis: clean(order.levelBasis?.basis ?? template?.basis ?? ''),
    category: categoryOf(cause),
    cause,
    accident: template?.accident ?? '',
    level: levelText(order),
    reason: cause === '' ? '' : names.cause(cause),
    measure: clean(measureOf(order)),
    interim: clean(interimText(order)),
    money: clean(moneyText(order)),
    department: names.department(place.departmentId),
    responsible: rectifier?.name ?? next?.owner.name ?? '',
    dueAt: stamp(deferral?.until ?? order.resolveDueAt),
    emergency: clean(majorPlan?.safeguard ?? deferral?.emergency ?? ''),
    fixedAt: when(round?.fixed?.at),
    standing: names.state(order),
    photosAfter: photosText(photosOf(order, 'after')),
    checker: personText(round?.verdict?.by),
    checkedAt: when(round?.verdict?.at),
    verdict: clean(verdictText(round)),
    overseeing: overseer?.department ?? '',
    overseer: overseer?.name ?? '',
    closedAt: order.closedAt === null ? '' : isoDay(order.closedAt),
    regulatorAt: when(dutyOf(order, 'reportRegulator')?.done?.at),
    told: clean(toldText(order)),
  };
}
