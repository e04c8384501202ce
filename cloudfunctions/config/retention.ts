/** What is kept about people: what for, who sees it and how long; one table for the jobs, the phone's page and docs/privacy.md. */

/** A kind of thing that is kept about somebody. */
export type KeptId =
  | 'binding'
  | 'reports'
  | 'photos'
  | 'device'
  | 'positions'
  | 'messages'
  | 'points'
  | 'redemptions'
  | 'shifts'
  | 'tasks'
  | 'permits'
  | 'certificates'
  | 'trainings'
  | 'briefings'
  | 'attempts'
  | 'invites'
  | 'exports';

export interface KeptRow {
  id: KeptId;
  /** What it is called on the phone. */
  title: string;
  /** What exactly is kept. */
  what: string;
  /** What for. */
  why: string;
  /** Who sees it. */
  seenBy: string;
  /** Gone after so many days; null: as `until` says. */
  days: number | null;
  /** What happens then, or how long it is kept without a fixed end. */
  until: string;
}

/**
 * Orders, their evidence and their trail are the plant's 隐患台账 and are kept for two years at least (domain-reference.md);
 * of those only what the phone says of itself and of its place goes earlier.
 */
export const RETENTION: readonly KeptRow[] = [
  {
    id: 'reports',
    title: '你报的隐患',
    what: '内容、地点、时间、每一步的经过，还有你点过的「我也遇到」',
    why: '改隐患、做隐患台账',
    seenBy: '处理这一单的人、这个区域的主管、安全员和管理人员',
    days: null,
    until: '台账至少留 2 年',
  },
  {
    id: 'photos',
    title: '照片和录音',
    what: '你拍的、选的和录的，去掉了里面的位置和机型；每张照片还有一串数字，只用来认出相像的照片',
    why: '看清现场，留作凭证',
    seenBy: '能看这一单的人',
    days: null,
    until: '跟这一单一起至少留 2 年',
  },
  {
    id: 'device',
    title: '手机上的时间',
    what: '你点上报、拍照时手机显示的时间，是拍的还是从相册选的',
    why: '手机时间不准时对得上先后',
    seenBy: '只有安全员',
    days: 180,
    until: '到期把手机时间清空',
  },
  {
    id: 'positions',
    title: '上报时的位置',
    what: '点提交那一下的经纬度，不跟踪',
    why: '帮处理的人找到现场',
    seenBy: '只有安全员',
    days: 180,
    until: '到期清空',
  },
  {
    id: 'tasks',
    title: '点检和巡查',
    what: '该你做和你做的每一次：每一项怎么填的、什么时候填的，交给了谁，没做的原因',
    why: '该看的都有人看过，设备的老毛病找得到规律',
    seenBy: '你的部门、巡检员、主管、值班领导、安全员和管理人员；设备的记录全厂同事都能看',
    days: null,
    until: '跟隐患台账一样至少留 2 年',
  },
  {
    id: 'briefings',
    title: '班前会',
    what: '你签到的时间，是扫码、填数字还是带班人替你签的和他写的原因，带班人拍的合影；答题只记一共几人答对，谁答过是认不回人的密文',
    why: '证明该告知的都告知到了人',
    seenBy: '带班的人、本部门主管、值班领导、安全员和管理人员',
    days: null,
    until: '跟隐患台账一样至少留 2 年',
  },
  {
    id: 'permits',
    title: '动火作业票',
    what: '你申请、审批、监护和作业的票：每一步是谁、什么时候、怎么确认的，和现场照片',
    why: '动火有人批、有人看着，出了事说得清',
    seenBy: '票上的人、这个区域的部门、巡检员、主管、值班领导、安全员和管理人员',
    days: null,
    until: '跟隐患台账一样至少留 2 年',
  },
  {
    id: 'certificates',
    title: '你的证件',
    what: '证件种类、编号、发证日期、有效期、复审日期和照片',
    why: '没有证的活不派给你做，到期前提醒你',
    seenBy: '编号和照片只有你和安全员；种类和有效期，选作业人的同事也看到',
    days: null,
    until: '在岗期间和开过的票要用时留着',
  },
  {
    id: 'trainings',
    title: '培训',
    what: '该你学的和你学的：上了哪堂课、多少分钟，看了什么材料，答题的对错，你的签字',
    why: '三级安全教育一人一档，没学过的人不派危险的活',
    seenBy: '你自己、你的上级、部门主管、安全员和管理人员；派活的人只看到有没有学完',
    days: null,
    until: '跟人事档案一样留着，至少 3 年',
  },
  {
    id: 'binding',
    title: '你是谁',
    what: '姓名、工号、电话、部门、班组、岗位，和绑定的微信',
    why: '派单、找到人、积分',
    seenBy: '同事看到姓名、岗位和工作电话；绑定的微信只有系统用',
    days: null,
    until: '在岗期间留着，离岗后不再能用这个微信进来',
  },
  {
    id: 'messages',
    title: '发给你的消息',
    what: '消息的内容、什么时候送到、读没读',
    why: '该知道的人都知道了，没送到就打电话',
    seenBy: '你自己；送没送到，能看这一单的人也知道',
    days: 400,
    until: '到期删除',
  },
  {
    id: 'points',
    title: '积分',
    what: '每一笔的数目、原因和是哪一单',
    why: '奖励上报',
    seenBy: '你自己和发东西的库管',
    days: null,
    until: '在岗期间留着',
  },
  {
    id: 'redemptions',
    title: '换东西',
    what: '你换了什么、什么时候、用了多少分，谁在什么时候发给你的；兑换码只记认不回数字的密文',
    why: '一个码只能领一次，东西和积分对得上数',
    seenBy: '你自己和发东西的库管',
    days: null,
    until: '在岗期间留着',
  },
  {
    id: 'shifts',
    title: '接班和交班',
    what: '什么时候接的班，交班时留的话',
    why: '每一分钟都有人负责',
    seenBy: '接你班的人、安全员和管理人员',
    days: 800,
    until: '到期删除',
  },
  {
    id: 'attempts',
    title: '次数',
    what: '绑定试了几次，一小时里报了几条，库管一小时里输错几次兑换码；记的是认不回微信的密文',
    why: '不让人猜绑定码，不让一部手机刷屏',
    seenBy: '没有人看，只有系统用',
    days: 7,
    until: '到期删除',
  },
  {
    id: 'invites',
    title: '绑定码',
    what: '绑定码的密文、谁发的、什么时候用的',
    why: '一张码只能用一次',
    seenBy: '没有人看，只有系统用',
    days: 30,
    until: '失效以后再过这么久删除',
  },
  {
    id: 'exports',
    title: '导出的台账',
    what: '你要过哪些台账、哪几天的，和做好的文件；文件里不写上报人的姓名、电话和位置',
    why: '检查的人要看',
    seenBy: '你自己、安全员和管理人员',
    days: null,
    until: '做好 7 天后连文件一起删除',
  },
];

/** How long a row is kept, in words. */
export const untilText = ({ days, until }: KeptRow): string =>
  days === null ? until : `${days} 天，${until}`;

/** The row of a kind. */
export function keptRow(id: KeptId): KeptRow {
  const row = RETENTION.find((each) => each.id === id);
  if (row === undefined) throw new Error(`nothing says how long ${id} is kept`);
  return row;
}

/**
 * For how many days a kind is kept.
 * @throws Error for one without a fixed end: a defect, since nothing of it may be deleted by the clock
 */
export function keptDays(id: KeptId): number {
  const { days } = keptRow(id);
  if (days === null) throw new Error(`${id} has no fixed end`);
  return days;
}
