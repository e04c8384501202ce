/** What a code says that people sign in with. */

export const SIGN_IN = {
  scan: '用安闭环扫一扫签到',
  orType: '扫不了就填这六位数字',
} as const;
