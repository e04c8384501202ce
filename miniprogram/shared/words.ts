/** The catalogue of sentences that an order says about itself, made on the server and on the phone alike. */
import { durationText, whenText } from './time';

/** What people call each role. */
export const ROLE_WORDS = {
  worker: '员工',
  contractor: '相关方',
  inspector: '巡检员',
  supervisor: '主管',
  dutyLeader: '值班领导',
  safety: '安全员',
  manager: '总经理',
  storekeeper: '库管',
  admin: '管理员',
} as const;

/** Duties a person may have on an order. */
export const DUTY_WORDS = {
  owner: '现在由他处理',
  siteKeeper: '现场管控人',
  rectifier: '整改责任人',
  fixer: '整改人',
  reporter: '上报人',
  escalatedTo: '已上报给',
  dutyLeader: '值班领导',
  now: '现在打给他',
} as const;

/** What the law wants done about a 重大隐患. */
export const LAW_DUTY_WORDS = {
  reportRegulator: '上报监管部门',
  notifyWorkers: '向员工通报',
} as const;

/** What a step waits for, by state id; used in 「轮到{姓名}…」. */
const STEP_WORDS: Record<string, string> = {
  awaitingResponse: '响应',
  transferred: '响应',
  ruling: '定由谁处理',
  rectifying: '整改',
  deferApproval: '批暂缓',
  deferred: '看住现场',
  awaitingVerification: '复核',
  determining: '判定是否重大',
  confirmingNotMajor: '再判定一次',
  planning: '定方案',
  planApproval: '批方案',
  awaitingCheck: '抽查',
  proposed: '定要不要停用',
  stopped: '修设备',
  awaitingUnlock: '看看能不能恢复',
};

/** The work of a state's owner, after 「轮到{姓名}」. */
export const stepWord = (state: string): string => STEP_WORDS[state] ?? '处理';

export const WORDS = {
  guest: '未绑定同事',
  anonymous: '匿名同事',
  hiddenReporter: '上报人',
  ownerLeft: '原来的人已离岗',
  trainingGone: '人已离岗，或入职日期改了，这份培训不用做',
  pointsGone: '要查的地方已经撤掉了，这一次不用做',
  notUsed: '没查完就没再查，这一次不算',
  nobodyOnShift: '排班表上这一班没有人',
  behaviour: '作业行为',
  briefing: '班前会',
  briefingLead: '{start} 上班，你带大家开',
  briefingClose: '讲完拍一张合影，就结束了',
  briefingExplain: '没按时开，请写一句原因',
  briefingCome: '{start} 上班前听两分钟',
  briefingSign: '开始了，还没签到',
  system: '系统',
  you: '你',
  photoSealing: '照片正在存证，稍后就能看',
  photoRefused: '这个文件打不开，不是照片',
  photoChecking: '这张照片还在核对，核对好就能看',
  photoHidden: '这张照片等安全员看过再显示',
  textHidden: '这段文字等安全员看过再显示',
  photoHeic: '这张照片的格式有的手机打不开',
  voiceSealing: '语音正在存证，稍后就能听',
  voiceRefused: '这段录音打不开，没有采用',
  voiceChecking: '这段语音等安全员听过才能放',
  voiceHidden: '上报人没有公开姓名，这段语音只给安全员听',
  untitled: '未分类隐患',
  spoken: '语音上报',
  reported: '上报了隐患',
  reportedFor: '帮{name}上报了隐患',
  reportedThrough: '上报人，由{name}代报',
  reminded: '时间过半，提醒了',
  overdue: '已到时间，提醒了',
  climbed: '还没处理，已上报给',
  climbedAlone: '到时间还没处理，没有下一位可找',
  undelivered: '提醒没送到，改为告诉',
  reassigned: '原来的人已离岗，换人处理',
  goods: '积分换的东西',
  certificate: '证件',
  directive: '督办',
  directiveAlone: '单独交办',
  uncheckedTitle: '有一条隐患在处理',
  untemplated: '没选模板的上报',
  noHandoverNote: '没有另外留话',
  passedOn: '复核到时间没人看，改由下一位复核',
  movedOn: '时间到了，转到下一步',
  shiftMoved: '换班了，由当班的人接手',
  dutyReminded: '提醒了依法要办的事',
  seenAgain: '又有 1 人遇到',
  seenAgainBy: '也遇到了',
  urgencyRaised: '调高了紧急程度',
  moreUrgent: '又有人报告，更急',
} as const;

/** 「已收到，编号 YH-…，现在由{姓名}处理，14:30 前回复你」 */
export function receiptSentence(number: string, owner: string, dueAt: number, now: number): string {
  return `已收到，编号 ${number}，现在由${owner}处理，${whenText(dueAt, now)} 前回复你`;
}

/** 「轮到{姓名}整改 · 还剩 5 小时」, 「轮到{姓名}整改 · 超 1 小时 40 分，已报{姓名}」 */
export function turnSentence(
  state: string,
  owner: string,
  dueAt: number,
  now: number,
  escalatedTo: string | null,
): string {
  const turn = `轮到${owner}${stepWord(state)}`;
  if (now < dueAt) return `${turn} · 还剩 ${durationText(dueAt - now)}`;
  const up = escalatedTo === null ? '' : `，已报${escalatedTo}`;
  return `${turn} · 超 ${durationText(now - dueAt)}${up}`;
}

/** 「已关闭 · 11月23日 14:05」 */
export function endSentence(label: string, at: number, now: number): string {
  return `${label} · ${whenText(at, now)}`;
}

/** 「退回重改(第2轮)」 */
export function roundLabel(round: number): string {
  return `退回重改（第${round}轮）`;
}

/** 「这一单现在由{姓名}处理，你可以留言」 */
export function notMineSentence(owner: string): string {
  return `这一单现在由${owner}处理，你可以留言`;
}
