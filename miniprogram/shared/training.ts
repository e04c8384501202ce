/** The words for levels of training and for 学时, alike on the phone, on the record sheet and in messages. */

export const LEVEL_NAMES: Record<'company' | 'workshop' | 'team' | 'refresh', string> = {
  company: '公司级',
  workshop: '车间级',
  team: '班组级',
  refresh: '年度复训',
};

/** 学时 with at most one decimal, never rounded up: what is not done is not counted. */
export const hoursOf = (minutes: number, hourMinutes: number): number =>
  Math.floor((10 * minutes) / hourMinutes) / 10;
