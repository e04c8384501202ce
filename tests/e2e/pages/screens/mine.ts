/** 我的上报, and what is asked about 疑似重大 after a report. */
import { TEXT } from '../../../../miniprogram/shared/text';
import { HOUR } from '../../../../miniprogram/shared/time';
import type { Phone } from '../support/phone';
import { shoot } from './report';
import { CAMERA, downTo, MINE, RESULT, unanswered, type Screen } from './screen';

/** Reports something that a card asks after; for the app no time goes by, so that it asks as long as one looks. */
const asked = async (phone: Phone): Promise<void> => {
  await shoot(phone);
  await phone.tap(TEXT.report.more);
  await phone.see(TEXT.report.allTemplates);
  await phone.tap('脚手架缺扣件没铺满', -HOUR);
};

const AFTER = { page: RESULT, from: CAMERA, who: 'worker', query: { point: 'b-05' } } as const;

export const screening: Screen[] = [
  { ...AFTER, state: 'asks', make: asked, sign: TEXT.screening.unsure, main: true },
  {
    ...AFTER,
    state: 'asks-next',
    make: async (phone) => {
      await asked(phone);
      await phone.tap(TEXT.screening.unsure);
    },
    sign: '证上写的工种，和他干的活一样吗？',
  },
  { ...AFTER, state: 'asks-dark', dark: true, make: asked, sign: TEXT.screening.unsure },
];

/** Below the reports, whether that is all of them or not. */
const FOOT = 'css:.mine-foot';

/** What ended first is on the next page, which comes where the list ends. */
const older = async (phone: Phone): Promise<void> => {
  await downTo('css:.mine-foot')(phone);
  await downTo('css:.mine-reason')(phone);
};

export const mine: Screen[] = [
  { page: MINE, state: 'filled', who: 'worker', sign: FOOT, main: true },
  { page: MINE, state: 'thanked', who: 'worker', make: downTo('css:.mine-thanks'), sign: FOOT, main: true },
  { page: MINE, state: 'declined', who: 'worker', make: older, sign: FOOT },
  { page: MINE, state: 'dark', who: 'worker', dark: true, sign: FOOT },
  { page: MINE, state: 'empty', who: 'manager', sign: TEXT.mine.empty },
  ...unanswered({ page: MINE, who: 'worker' }),
  { page: MINE, state: 'offline', who: 'worker', wire: 'none', sign: TEXT.failure.reading },
];
