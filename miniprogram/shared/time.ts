/** Business time: every day, shift and clock shown to a person is +08:00, whatever the phone or server is set to. */

const OFFSET = 8 * 3_600_000;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The parts of an instant on the wall clock in +08:00. Month 1–12, weekday 0 (Sunday)–6. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
}

/** @param at - milliseconds since the epoch */
export function wallClock(at: number): WallClock {
  const d = new Date(at + OFFSET);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
    weekday: d.getUTCDay(),
  };
}

/** Midnight (+08:00) of the day that holds `at`. */
export function startOfDay(at: number): number {
  return Math.floor((at + OFFSET) / DAY) * DAY - OFFSET;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `yyyymmdd` in +08:00. */
export function dayStamp(at: number): string {
  const w = wallClock(at);
  return `${w.year}${two(w.month)}${two(w.day)}`;
}

/** `yyyy-mm-dd` in +08:00. */
export function isoDay(at: number): string {
  const w = wallClock(at);
  return `${w.year}-${two(w.month)}-${two(w.day)}`;
}

/** `HH:mm` in +08:00. */
export function clockText(at: number): string {
  const w = wallClock(at);
  return `${two(w.hour)}:${two(w.minute)}`;
}

/** `14:30` today, `明天 14:30`, `昨天 14:30`, else `11月24日 14:30` (with the year when it differs). */
export function whenText(at: number, now: number): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / DAY);
  const clock = clockText(at);
  if (days === 0) return clock;
  if (days === 1) return `明天 ${clock}`;
  if (days === -1) return `昨天 ${clock}`;
  const w = wallClock(at);
  const year = w.year === wallClock(now).year ? '' : `${w.year}年`;
  return `${year}${w.month}月${w.day}日 ${clock}`;
}

/** `20 分钟`, `5 小时`, `1 小时 20 分`, `3 天`; at least one minute. */
export function durationText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 48) return rest === 0 || hours >= 10 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`;
  return `${Math.floor(hours / 24)} 天`;
}
