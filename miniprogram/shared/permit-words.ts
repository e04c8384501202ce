/** What a hot-work ticket says about itself, and why fire may not be used. */
import { whenText } from './time';

export const PERMIT_STATES = {
  asked: '待审批',
  approved: '已批准，未动火',
  running: '正在动火',
  paused: '已停火',
  watching: '收工看护中',
  closed: '已关闭',
  refused: '未批准',
  withdrawn: '已收回',
  expired: '已过期',
} as const;

export const PERMIT_ACTIONS = {
  approve: '批准',
  refuse: '不批准',
  withdraw: '收回这张票',
  appoint: '换监护人',
  check: '确认安全措施',
  gasTest: '记气体检测',
  watchIn: '监护人签到',
  watchOut: '监护人离开',
  start: '开始动火',
  pause: '叫停',
  resume: '恢复动火',
  finish: '收工',
  endWatch: '看护结束',
} as const;

/** The same on buttons, as the person says it who taps. */
export const PERMIT_BUTTONS = { ...PERMIT_ACTIONS, watchIn: '我来监护', watchOut: '我要离开' } as const;

/** What a step waits for, after 「等{姓名}」. */
export const PERMIT_STEPS = {
  approve: '审批',
  start: '开始动火',
  finish: '收工',
  resume: '恢复动火或收工',
  endWatch: '拍照结束看护',
} as const;

export const PERMIT_WORDS = {
  label: '动火作业票',
  checksLeft: (count: number): string => `还有 ${count} 条安全措施没确认`,
  noWatcher: '监护人还没签到',
  watcherWorks: '监护人不能自己动火',
  certificate: (name: string, kind: string): string => `${name}的${kind}证已到期或停用`,
  noWorker: '没有写作业人',
  gasMissing: (minutes: number): string => `气体要在动火前 ${minutes} 分钟内测`,
  gasBad: '气体检测不合格，通风后重测',
  notApproved: '还没批完',
  early: '还没到时间',
  late: '时间已过，要动火请重新申请',
  notRunning: '现在不在动火',
  areaLeast: (area: string, level: string): string => `${area}至少办${level}`,
  holiday: (month: number, day: number): string => `${month}月${day}日是法定节假日，升一级`,
  ended: '看护结束，没有复燃',
  expired: '到时间没有开始',
} as const;

/** What people are there whom one may call. */
export const PERMIT_CONTACTS = {
  approve: '等他审批',
  watcher: '监护人',
  applicant: '作业负责人',
  raised: '已上报给',
} as const;

/** Why fire was put out, after 「已停火」. */
export const PAUSE_WORDS = {
  person: '有人叫停',
  certificate: '作业人的证件到期或停用',
  watcher: '监护人离开，没有人接',
  gas: '气体检测不合格',
  time: '时间到了',
} as const;

export const RAISE_WORDS = {
  approval: '到时间没人审批',
  time: '时间到了还没收工',
  watcher: '没有监护人',
  afterWatch: '看护到时间没拍照结束',
} as const;

/** 「等李建国审批，10:00 前」; overdue: 「等李建国审批，原定 10:00，已报王强」 */
export function permitSentence(
  step: keyof typeof PERMIT_STEPS,
  owner: string,
  dueAt: number,
  raisedTo: string | null,
  now: number,
): string {
  const turn = `等${owner}${PERMIT_STEPS[step]}`;
  if (raisedTo !== null) return `${turn}，原定 ${whenText(dueAt, now)}，已报${raisedTo}`;
  return `${turn}，${whenText(dueAt, now)} 前`;
}
