/** The clock's words on the console, always in +08:00. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const ZONE = 8 * HOUR;
const WEEKDAYS = '日一二三四五六';

/** `9:10` */
export function clockText(at: number): string {
  const local = new Date(at + ZONE);
  return `${local.getUTCHours()}:${String(local.getUTCMinutes()).padStart(2, '0')}`;
}

/** `11月23日 周一` */
export function dateText(at: number): string {
  const local = new Date(at + ZONE);
  return `${dayText(local)} 周${WEEKDAYS.charAt(local.getUTCDay())}`;
}

/** `8:30` today, `昨天 15:05`, `明天 9:00`, else the day alone, as WeChat writes it: `11月21日`. */
export function whenText(at: number, now: number): string {
  const days = dayNumber(at) - dayNumber(now);
  if (days === 0) return clockText(at);
  if (days === -1) return `昨天 ${clockText(at)}`;
  if (days === 1) return `明天 ${clockText(at)}`;
  return dayText(new Date(at + ZONE));
}

/** `10 分钟`, `2 小时`, `1 小时 20 分`, `1 天`; whole minutes, at least one. */
export function spanText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  if (minutes < 60) return `${minutes} 分钟`;
  if (minutes % (24 * 60) === 0) return `${minutes / (24 * 60)} 天`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} 小时${rest === 0 ? '' : ` ${rest} 分`}`;
}

/**
 * The moment to go to so that the timer has seen a due time: it runs on every full minute.
 * @param dueAt - epoch milliseconds
 */
export function justAfter(dueAt: number): number {
  return Math.ceil(dueAt / MINUTE) * MINUTE + 1000;
}

const dayNumber = (at: number): number => Math.floor((at + ZONE) / DAY);
const dayText = (local: Date): string => `${local.getUTCMonth() + 1}月${local.getUTCDate()}日`;
