/** The sister ledgers: training, hot work, certificates and the fund of points, each with its columns and its lines. */
import type { Certificate, Permit, Training } from './sources';
import type { Millis } from '../../../typings/domain';
import type { FundView } from '../../../typings/points';
import type { Column } from './columns';
import { stamp } from './order-line';
import { isoDay } from '../../../miniprogram/shared/time';

const when = (at: Millis | null | undefined): string => (at == null ? '' : stamp(at));
const dayOf = (at: Millis | null): string => (at === null ? '' : isoDay(at));

export const TRAINING_COLUMNS = [
  { id: 'person', title: '姓名', width: 10 },
  { id: 'department', title: '部门', width: 14 },
  { id: 'post', title: '岗位', width: 12 },
  { id: 'title', title: '培训', width: 24 },
  { id: 'kind', title: '类别', width: 14 },
  { id: 'asked', title: '应学学时', width: 10 },
  { id: 'done', title: '已学学时', width: 10 },
  { id: 'dueAt', title: '期限', width: 12 },
  { id: 'state', title: '状态', width: 10 },
  { id: 'finishedAt', title: '完成日期', width: 12 },
  { id: 'note', title: '说明', width: 30 },
] as const satisfies readonly Column[];

const TRAINING_STATES: Record<Training['state'], string> = {
  due: '待学',
  doing: '在学',
  overdue: '过期未学完',
  done: '已学完',
  waived: '免学',
  dropped: '已离岗',
};

/** 学时 with one digit. */
const hours = (minutes: number, hourMinutes: number): number => Math.round((minutes * 10) / hourMinutes) / 10;

export function trainingLine(one: Training): Record<string, string | number> {
  const { person, departmentName, post, title, kind, minutes, hourMinutes, misses, waived, dropped } = one;
  return {
    ...{ person: person.name, department: departmentName, post, title },
    kind: kind === 'newHire' ? '新员工三级教育' : '年度再培训',
    asked: hours(minutes.all, hourMinutes),
    done: hours(minutes.done, hourMinutes),
    dueAt: isoDay(one.dueAt),
    state: TRAINING_STATES[one.state],
    finishedAt: dayOf(one.finishedAt),
    note: [waived?.reason, dropped?.reason, ...misses.map(({ reason }) => reason)].filter(Boolean).join('；'),
  };
}

export const HOT_WORK_COLUMNS = [
  { id: 'number', title: '票号', width: 18 },
  { id: 'askedAt', title: '申请时间', width: 17 },
  { id: 'level', title: '级别', width: 9 },
  { id: 'place', title: '动火地点', width: 24 },
  { id: 'work', title: '作业内容', width: 26 },
  { id: 'method', title: '动火方式', width: 10 },
  { id: 'by', title: '作业单位', width: 16 },
  { id: 'workers', title: '作业人（证件有效期）', width: 28 },
  { id: 'applicant', title: '作业负责人', width: 11 },
  { id: 'watcher', title: '监护人', width: 10 },
  { id: 'approvals', title: '审批', width: 34 },
  { id: 'gas', title: '气体检测', width: 22 },
  { id: 'span', title: '有效期', width: 34 },
  { id: 'startedAt', title: '开始时间', width: 17 },
  { id: 'finishedAt', title: '结束时间', width: 17 },
  { id: 'watchedUntil', title: '看火到', width: 17 },
  { id: 'state', title: '结果', width: 12 },
] as const satisfies readonly Column[];

const PERMIT_STATES: Record<Permit['state'], string> = {
  asked: '待批',
  approved: '已批未动火',
  running: '动火中',
  paused: '已暂停',
  watching: '看火中',
  closed: '已关闭',
  refused: '没批准',
  withdrawn: '已撤回',
  expired: '过期未动火',
};

export function hotWorkLine(one: Permit): Record<string, string> {
  const { place, by, workers, approvals, gasTests, level } = one;
  return {
    ...{
      number: one.number,
      askedAt: stamp(one.askedAt),
      level: level.name,
      work: one.work,
      method: one.method,
    },
    place: [place.areaName, place.pointName ?? '', place.words].filter(Boolean).join(' '),
    by: by.kind === 'department' ? by.name : by.company,
    workers: workers.map(({ name, certificate }) => `${name}（${certificate.validUntil}）`).join('、'),
    applicant: one.applicant.name,
    watcher: one.watcher.name,
    approvals: approvals
      .map(
        ({ title, signed }) =>
          `${title}：${signed === null ? '未签' : `${signed.by.name} ${stamp(signed.at)}`}`,
      )
      .join('；'),
    gas: gasTests.map(({ ok, at }) => `${stamp(at)} ${ok ? '合格' : '不合格'}`).join('；'),
    span: `${stamp(one.from)} 至 ${stamp(one.until)}`,
    startedAt: when(one.startedAt),
    finishedAt: when(one.finished?.at),
    watchedUntil: when(one.afterWatch?.until),
    state: PERMIT_STATES[one.state],
  };
}

export const CERTIFICATE_COLUMNS = [
  { id: 'holder', title: '持证人', width: 10 },
  { id: 'company', title: '单位', width: 18 },
  { id: 'kind', title: '证件种类', width: 22 },
  { id: 'issuedAt', title: '发证日期', width: 12 },
  { id: 'validUntil', title: '有效期至', width: 12 },
  { id: 'reviewDue', title: '复审期限', width: 12 },
  { id: 'state', title: '状态', width: 10 },
] as const satisfies readonly Column[];

/** The number of a certificate is for its holder and safety alone: it is not in the ledger. */
export function certificateLine(one: Certificate, now: Millis): Record<string, string> {
  const { holder, retired, endsAt } = one;
  const inUse = endsAt > now ? '有效' : '已过期';
  return {
    holder: holder.name,
    company: holder.kind === 'person' ? '本厂' : holder.company,
    kind: one.kindName,
    ...{ issuedAt: one.issuedAt, validUntil: one.validUntil, reviewDue: one.reviewDue ?? '' },
    state: retired === null ? inUse : '已停用',
  };
}

export const FUND_COLUMNS = [
  { id: 'month', title: '月份', width: 10 },
  { id: 'budget', title: '预算(元)', width: 11 },
  { id: 'awarded', title: '发出积分', width: 11 },
  { id: 'used', title: '折合(元)', width: 11 },
  { id: 'outstanding', title: '未兑换积分', width: 12 },
  { id: 'bought', title: '兑换的东西', width: 40 },
] as const satisfies readonly Column[];

export const fundLine = (fund: FundView): Record<string, string | number> => ({
  month: fund.month,
  budget: fund.budget,
  awarded: fund.awarded,
  used: fund.used,
  outstanding: fund.outstanding,
  bought: fund.bought.map(({ name, count }) => `${name} × ${count}`).join('、'),
});

export const GAP_COLUMNS = [
  { id: 'number', title: '隐患编号', width: 19 },
  { id: 'foundAt', title: '排查时间', width: 17 },
  { id: 'place', title: '部位/场所/设备', width: 22 },
  { id: 'state', title: '完成情况', width: 11 },
  { id: 'what', title: '缺什么', width: 32 },
  { id: 'how', title: '怎么补', width: 36 },
] as const satisfies readonly Column[];

export const HEAD_COLUMNS = [
  { id: 'day', title: '日期', width: 11 },
  { id: 'orders', title: '有动作的工单', width: 13 },
  { id: 'permits', title: '有动作的动火票', width: 14 },
  { id: 'mac', title: '日志头', width: 68 },
  { id: 'sound', title: '核对', width: 14 },
] as const satisfies readonly Column[];
