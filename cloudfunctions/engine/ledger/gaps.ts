/** 缺项: what an inspector would find missing in an order, and how it can still be filled. */
import type { Template } from '../../../typings/config';
import type { Millis } from '../../../typings/domain';
import type { Gap, GapId } from '../../../typings/ledger';
import { dutyOf, lastRound, measureOf, photosOf, type Registered } from './order-line';

/** What is missing, and what fills it. The words stand in papers and on the phone. */
const GAPS: Record<GapId, Pick<Gap, 'what' | 'how'>> = {
  overdue: { what: '过了整改期限还没办完', how: '催责任人改好，或申请暂缓整改' },
  majorPlan: { what: '重大隐患没有治理方案', how: '请责任人把六项方案写全' },
  regulator: { what: '重大隐患没有记上报监管的时间', how: '上报以后在这一单里点“已上报”' },
  notified: { what: '没有记向员工通报的方式和日期', how: '通报以后在这一单里点“已通报”' },
  level: { what: '隐患等级还没判定', how: '请安全员定等级，写上依据' },
  rectifier: { what: '没有整改责任人', how: '请现场管控人点名谁来整改' },
  measure: { what: '没写整改措施', how: '请责任人写一句怎么改的' },
  basis: { what: '没写违反依据', how: '请安全员在留言里补上依据' },
  photoBefore: { what: '没有整改前照片', how: '在留言里补一张，或写明为什么没有' },
  photoAfter: { what: '没有整改后照片', how: '去现场补拍一张，放在留言里' },
  photoLost: { what: '有照片没存上', how: '手机里还有的话，在留言里再传一次' },
  onSite: { what: '紧急或重大，复查没到现场', how: '请复查人到现场看过，写一句留言' },
  verdict: { what: '已经销号，没有复查意见', how: '请安全员看过以后写一句留言' },
};

/** The most serious first. */
const ORDER = Object.keys(GAPS) as GapId[];

/** Ends in which nothing was to be put right. */
const NOTHING_TO_FIX: readonly string[] = ['notHazard', 'merged'];

export const isHazard = ({ state }: Pick<Registered, 'state'>): boolean => !NOTHING_TO_FIX.includes(state);

/** Whether its time is over and nobody agreed to more. */
export const isOverdue = ({ open, state, deferral, resolveDueAt }: Registered, now: Millis): boolean =>
  open && now > (state === 'deferred' && deferral !== null ? deferral.until : resolveDueAt);

/** A stop of a machine has its lock for a measure, and nothing is mended by it. */
const isStop = ({ flow }: Registered): boolean => flow.id === 'stop';

function isMissing(order: Registered, template: Template | undefined, now: Millis): Record<GapId, boolean> {
  const { open, level, rectifier, levelBasis, majorPlan, urgency } = order;
  const round = lastRound(order);
  const isMajor = level === 'major';
  const isDone = !open && !isStop(order);
  const [before, after] = [photosOf(order, 'before'), photosOf(order, 'after')];
  const lacksDuty = (id: 'reportRegulator' | 'notifyWorkers'): boolean =>
    dutyOf(order, id)?.done == null && (isMajor || dutyOf(order, id) !== undefined);
  return {
    overdue: isOverdue(order, now),
    majorPlan: isMajor && majorPlan === null,
    regulator: lacksDuty('reportRegulator'),
    notified: lacksDuty('notifyWorkers'),
    level: level === 'undetermined',
    rectifier: isDone && rectifier === null,
    measure: isDone && measureOf(order) === '' && (round?.fixed?.note ?? '') === '',
    basis: (levelBasis?.basis ?? template?.basis ?? '') === '',
    photoBefore: before.kept === 0 && before.lost === 0,
    photoAfter: isDone && after.kept === 0 && after.lost === 0,
    photoLost: before.lost + after.lost > 0,
    onSite: isDone && (isMajor || urgency === 'high') && round?.verdict?.onSite === false,
    verdict: isDone && round?.verdict == null,
  };
}

/** The gaps of an order, the most serious first; none of one that is no hazard or went on in another. */
export function gapsOf(order: Registered, template: Template | undefined, now: Millis): Gap[] {
  if (!isHazard(order)) return [];
  const missing = isMissing(order, template, now);
  return ORDER.filter((id) => missing[id]).map((id) => ({ id, ...GAPS[id] }));
}
