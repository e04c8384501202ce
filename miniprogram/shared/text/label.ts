/** What the page of a point's label says. */

export const LABEL = {
  enter: '标签上的大号码',
  enterHint: '如 C-07',
  look: '查看',
  scan: '扫标签',
  unknown: '没找到「{no}」，看看标签上的大号码',
  report: '上报这里',
  stop: '建议停用',
  stopped: '已停用',
  since: '{time} 起',
  stoppedHint: '锁和牌不要动，谁也不要开',
  stopOrder: '看停用单 {number}',
  proposed: '有人建议停用，还没定',
  proposedHint: '定下来之前先别用，看现场挂牌',
  open: '这里没办完的',
  none: '没有报过还没办完的',
  noneHint: '不等于没有隐患，以现场为准',
  offline: '没有网，请看现场挂牌',
  offlineHint: '停没停用，看锁和牌。照样能上报',
  failed: '没读出来，请看现场挂牌',
  other: '看别的点位',
} as const;
