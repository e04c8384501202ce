/** What is said beside numbers. */

/** Hours. */
const DAY = 24;

export const WORDS = {
  noYear: '无上年数据',
  onRoll: (users: number, roll: number) => `在册 ${roll} 人，占 ${Math.round((users * 100) / roll)}%`,
  /** 「上线前 7.2 天」 */
  was: (name: string, value: string) => `${name} ${value}`,
  /** With one digit behind the point, as the phone says times. */
  hours: (n: number) => (n < DAY ? `${n} 小时` : `${Math.round((n * 10) / DAY) / 10} 天`),
  majors: (n: number) => `重大隐患 ${n} 条`,
  repeats: (n: number) => `又出现的 ${n} 条`,
  more: (before: string, n: number) => `比${before}多 ${n} 条`,
  slow: (time: string) => `关得慢，一半要 ${time}以上`,
  before: { today: '昨天', week: '上周', month: '上月' },
  slots: {
    '00': '0–4',
    '04': '4–8',
    '08': '8–12',
    '12': '12–16',
    '16': '16–20',
    '20': '20–24',
  },
} as const;
