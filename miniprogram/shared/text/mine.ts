/** What 「我的上报」 says, and the questions about 疑似重大 after a report. */

export const MINE = {
  title: '我的上报',
  all: '我的全部上报',
  hint: '每一条后来怎么样了',
  empty: '你还没报过',
  emptyHint: '看见不对的，拍一张',
  before: '之前',
  after: '改好后',
  thanks: '{name}：{text}',
  points: '+{points} 积分',
  pointsLost: '{points} 积分',
  consoled: '谢谢你留心，{points} 积分记上了',
  polite: '谢谢你留心，下次看见照样报',
  through: '{name}帮你报的',
  follow: '去看 {number}',
} as const;

export const SCREENING = {
  no: '再问 {total} 句，第 {no} 句',
  one: '再问一句',
  hint: '不知道就点不清楚，不答也会发出去',
  yes: '是',
  not: '否',
  unsure: '不清楚',
  told: '记下了，安全员看得到',
  /** On the order, for safety. */
  heading: '疑似重大筛查',
  raises: '{answer}。依据：{basis}',
  silent: '未回答',
  grounds: '按上报人的回答',
  useGrounds: '用这条依据',
  outdated: '上报时手机里是旧的卡片，回答没有采用，请到现场再问',
  bare: '没有对应卡片的隐患',
  bareHint: '上报后不会自动问是不是疑似重大，看单子时留心',
  bareOpen: '没关 {open} 件',
  bareMore: '另外 {count} 种',
} as const;
