/** What the phone says about who reports, what is kept about people, and what WeChat asks them for. */

/** The sheet before the first private interface. */
export const PRIVACY = {
  title: '用之前，先说清楚',
  now: '现在要用：{what}',
  camera: '相机',
  cameraWhy: '拍现场和改好后的样子',
  album: '相册和文件',
  albumWhy: '你选哪张、哪个，就只带上哪个',
  location: '位置',
  locationWhy: '点提交时记一次，帮处理的人找到现场，不跟踪',
  microphone: '麦克风',
  microphoneWhy: '按住说话的时候录，松手就停',
  contract: '看完整的《用户隐私保护指引》',
  agree: '同意',
  refuse: '不同意，也能上报',
  refused: '好的，不用这些也能报：选一个模板，或写一句话',
} as const;

/** 帮同事报, and a phone that a team shares. */
export const REPORTER = {
  title: '谁上报的',
  hint: '单子、复核和积分都归他',
  self: '就是我（{name}）',
  selfGuest: '就是我',
  recent: '刚才报过',
  helping: '帮{name}报',
  help: '帮同事报',
  helpHint: '单子、复核和积分都归他，会写明是你帮他报的',
  none: '同事名单还没读到，先用自己的名字报，或连上网再选',
  find: '找名字',
  nobody: '没有这个名字的同事',
} as const;

export const SHARED_PHONE = {
  title: '这是班组共用的手机',
  hint: '每次上报先点一下是谁；别人的草稿和单子看不到',
  who: '现在上报的是{name}',
  nobody: '现在没有选人',
  choose: '选人',
  change: '换人',
  covered: '这台手机是班组共用的',
  coveredHint: '{name}的工单和消息，用绑定了工号的手机看',
  coveredNobody: '点上面选一下是谁',
} as const;

/** 「系统记录了我什么」 */
export const KEPT = {
  title: '系统记录了我什么',
  entry: '系统记录了我什么',
  entryHint: '记了哪些、为什么、留多久',
  lead: '只有和你有关的才记。下面是现在记着的',
  count: '{n} 条',
  more: '{n} 条以上',
  none: '现在没有',
  why: '为什么',
  seenBy: '谁看得到',
  until: '留多久',
  newest: '最近的',
  anonymous: '匿名上报不记是谁，所以这里也列不出来',
  contract: '看《用户隐私保护指引》',
} as const;

/** Somebody whose phone nobody bound. */
export const GUEST = {
  first: '还没绑定工号？可以先报，报完再绑定',
  after: '报完了，绑定一下工号',
  afterHint: '这一条和以后的进度、积分都记到你名下',
  bind: '绑定工号',
} as const;
