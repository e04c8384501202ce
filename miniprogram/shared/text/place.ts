/** What the sheet of places and the scanner say. */

export const PLACES = {
  typed: '大号码或名字，如 C-07',
  locate: '用定位找',
  locating: '正在定位…',
  near: '你附近',
  nearFloors: '你附近（定位分不出楼层，看准再点）',
  recent: '最近用过',
  found: '「{text}」',
  foundNone: '没有叫「{text}」的，看看标签上的大号码，或去掉字从下面选',
  coarse: '定位太粗，分不出在哪一块。选一下区域',
  outside: '定位不在厂里的区域内，不影响上报。选一下区域',
  foreign: '这不是本厂的标签。填大号码，或从下面选',
  retired: '没有点位 {no}，标签可能停用了。从下面选一下',
  retiredArea: '这个入口的区域没有了。从下面选一下',
  scanOff: '扫码没打开。填大号码，或从下面选',
} as const;

/** The page where labels are made. */
export const SHEET = {
  title: '做标签',
  hint: '一张 A4 纸印 8 个，印好塑封，贴在看得见、够得着的地方',
  unread: '没读出来，网不太稳',
  unreadHint: '连上网再点一下就好',
  notMine: '标签由安全员来做',
  notMineHint: '标签坏了、少了，告诉安全员补一张',
  noPoints: '还没有点位',
  noPointsHint: '管理员导入点位以后，在这里做标签',
  all: '全选',
  none: '全不选',
  count: '{chosen}/{total}',
  entrance: '入口标签',
  entranceHint: '里面禁用手机，标签贴在门外',
  make: '做成标签',
  chosen: '{labels} 个，{pages} 页',
  chooseFirst: '先选要做的点位',
  making: '正在做第 {page} 页，共 {pages} 页',
  stop: '不做了',
  done: '做好了 {labels} 个标签，{pages} 页',
  doneHint: '打开后点右上角，转发到电脑上打印',
  open: '打开',
  full: '手机存储满了，标签没存下。清出一些空间，或分几次做',
  unwritten: '标签没存下，请再点一次',
  unopened: '没打开，请再点一次',
  undrawn: '这部手机画不出标签，请换一部手机做',
  stopped: '停下了，已经画好的码都留着',
  file: '点位标签',
} as const;

/** What is printed. */
export const PRINTED = {
  call: '扫码报隐患 · 紧急拨打 {phone}',
  callOnly: '扫码报隐患',
  scan: '微信扫这个',
  plain: '没网时，打开安闭环扫这个，或填大号码',
  entrance: '此区域禁用手机，请到外面再报',
  insides: '里面的点位：{numbers}',
} as const;
