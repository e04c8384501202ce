/** 首页, 工单, 消息 and 我的. */
import { TEXT } from '../../../../miniprogram/shared/text';
import type { Phone } from '../support/phone';
import { weekRow } from '../../../../miniprogram/services/core/home';
import { HOME, ORDERS, MESSAGES, ME, shown, tap, unanswered, type Screen } from './screen';

/** Below what a list shows at first, whether that is all or not. */
const FOOT = 'css:.foot';

export const home: Screen[] = [
  { page: HOME, state: 'filled', who: 'worker', sign: TEXT.home.waiting, main: true },
  { page: HOME, state: 'supervisor', who: 'supervisor', sign: TEXT.home.today },
  { page: HOME, state: 'safety', who: 'safety', sign: TEXT.home.desk },
  { page: HOME, state: 'leader', who: 'leader', sign: TEXT.home.night },
  { page: HOME, state: 'manager', who: 'manager', sign: TEXT.home.decisions },
  {
    ...{ page: HOME, state: 'week', who: 'worker', sign: TEXT.week.home },
    make: shown({
      week: weekRow({
        said: { by: '高总', line: '焊接区的气瓶今天全部固定好' },
        areas: 3,
        answered: 1,
        asks: null,
      }),
    }),
  },
  { page: HOME, state: 'empty', who: 'idle', sign: TEXT.home.quiet },
  { page: HOME, state: 'guest', who: 'guest', sign: TEXT.home.bind },
  ...unanswered({ page: HOME, who: 'worker' }),
  { page: HOME, state: 'offline', who: 'worker', wire: 'none', sign: TEXT.failure.reading },
  { page: HOME, state: 'dark', who: 'worker', dark: true, sign: TEXT.home.waiting },
  {
    page: HOME,
    state: 'emergency',
    who: 'worker',
    make: tap(TEXT.home.emergency),
    sign: TEXT.emergency.after,
  },
];

/** Words in the field on top of the lists. */
const seek =
  (words: string) =>
  async (phone: Phone): Promise<void> => {
    await phone.see('css:.find-box input');
    await phone.page.type('.find-box input', words);
  };

export const orders: Screen[] = [
  { page: ORDERS, state: 'filled', who: 'supervisor', sign: TEXT.common.listEnd, main: true },
  {
    page: ORDERS,
    state: 'reported',
    who: 'worker',
    make: tap(TEXT.orders.reported),
    sign: FOOT,
  },
  { page: ORDERS, state: 'area', who: 'safety', make: tap(TEXT.orders.area), sign: FOOT },
  { page: ORDERS, state: 'found', who: 'safety', make: seek('焊'), sign: TEXT.orders.found, main: true },
  { page: ORDERS, state: 'foundNone', who: 'safety', make: seek('没有这个词'), sign: TEXT.orders.foundNone },
  { page: ORDERS, state: 'empty', who: 'guest', sign: TEXT.orders.emptyWaiting },
  ...unanswered({ page: ORDERS, who: 'worker' }),
  { page: ORDERS, state: 'offline', who: 'supervisor', wire: 'none', sign: TEXT.failure.reading },
];

export const messages: Screen[] = [
  { page: MESSAGES, state: 'filled', who: 'supervisor', sign: TEXT.messages.readAll, main: true },
  { page: MESSAGES, state: 'empty', who: 'guest', sign: TEXT.messages.empty },
  ...unanswered({ page: MESSAGES, who: 'worker' }),
  { page: MESSAGES, state: 'offline', who: 'supervisor', wire: 'none', sign: TEXT.failure.reading },
];

export const me: Screen[] = [
  { page: ME, state: 'filled', who: 'worker', sign: TEXT.me.points, main: true },
  { page: ME, state: 'supervisor', who: 'supervisor', sign: TEXT.me.points },
  { page: ME, state: 'guest', who: 'guest', sign: TEXT.me.guest },
  { page: ME, state: 'offline', who: 'worker', wire: 'none', sign: TEXT.me.reminders },
  { page: ME, state: 'dark', who: 'worker', dark: true, sign: TEXT.me.points },
];
