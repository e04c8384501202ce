/** A page in one of the states that a person can meet it in: how to get there, and how one knows. */
import { TEXT } from '../../../../miniprogram/shared/text';
import type { Phone, Wire } from '../support/phone';
import type { OrderName, Who } from '../support/plant';

export interface Screen {
  /** As in app.json. */
  page: string;
  /** The page that is opened, when another one leads here. */
  from?: string;
  state: string;
  /** `owner`: whose turn it is with the order. */
  who: Who | 'owner';
  wire?: Wire;
  query?: Record<string, string>;
  /** The order that the page is about. */
  order?: OrderName;
  /** Nothing was kept on the phone. */
  fresh?: boolean;
  dark?: boolean;
  /** There is no such state in the colours for the night. */
  byDay?: true;
  /** What is done once the page is open. */
  make?: (phone: Phone) => Promise<void>;
  /** A text, or `css:` and a selector, that is there when the state is. */
  sign: string;
  /** What may be cut on a narrow phone. */
  mayCut?: string;
  /** The state that the page is mostly seen in: shown at both ends of the sizes even in a short run. */
  main?: boolean;
}

/** A skeleton, which is shown after a moment. */
const BONES = 'css:[class*="state-bone"]';

/** A page of which nothing was kept: while nothing comes, and when the functions break. */
export const unanswered = (screen: Pick<Screen, 'page' | 'who' | 'order' | 'query'>): Screen[] => [
  { ...screen, state: 'loading', wire: 'slow', fresh: true, sign: BONES },
  { ...screen, state: 'failed', wire: 'failing', fresh: true, sign: TEXT.failure.nothingSaved },
];

/** Reached by a tap on what says this. */
export const tap =
  (text: string) =>
  (phone: Phone): Promise<void> =>
    phone.tap(text);

/** Puts the open page into a state that is passed through only once. */
export const shown =
  (data: Record<string, unknown>) =>
  async (phone: Phone): Promise<void> => {
    await phone.arrived();
    await phone.page.evaluate((state) => __phone.setData(state), data);
  };

/** Further down, where the page says this; or, as `css:…`, where this is shown. */
export const downTo =
  (sign: string) =>
  async (phone: Phone): Promise<void> => {
    await phone.see(sign);
    await phone.page.evaluate((wanted) => audit.elementOf(wanted)?.scrollIntoView({ block: 'center' }), sign);
  };

/** Pages by what they are called here. */
export const HOME = 'pages/home/index';
export const ORDERS = 'pages/orders/index';
export const MESSAGES = 'pages/messages/index';
export const ME = 'pages/me/index';
export const ORDER = 'packages/order/detail/index';
export const SHOOT = 'packages/order/shoot/index';
export const CAMERA = 'packages/report/camera/index';
export const MARKUP = 'packages/report/markup/index';
export const RESULT = 'packages/report/result/index';
export const UNSENT = 'packages/report/unsent/index';
export const FOLLOWED = 'packages/report/followed/index';
export const MINE = 'packages/report/mine/index';
export const TODAY = 'packages/supervisor/today/index';
export const BIND = 'packages/bind/index/index';
export const DESK = 'packages/desk/desk/index';
export const NIGHT = 'packages/desk/night/index';
export const DECISIONS = 'packages/desk/decisions/index';
export const DIRECTIVES = 'packages/desk/directives/index';
export const LABEL = 'packages/point/label/index';
export const KEPT = 'packages/me/kept/index';
export const SHEET = 'packages/point/sheet/index';
export const DAY = 'packages/inspection/day/index';
export const ROUND = 'packages/inspection/round/index';
export const MISSES = 'packages/inspection/misses/index';
export const HISTORY = 'packages/inspection/history/index';
export const PERMITS_LIST = 'packages/permit/list/index';
export const APPLY = 'packages/permit/apply/index';
export const TICKET = 'packages/permit/ticket/index';
export const CERTIFICATES = 'packages/permit/certificates/index';
export const CERTIFICATE = 'packages/permit/certificate/index';
export const TRAINING = 'packages/training/mine/index';
export const COURSE = 'packages/training/course/index';
export const QUIZ = 'packages/training/quiz/index';
export const SIGNATURE = 'packages/training/signature/index';
export const CLASS = 'packages/training/session/index';
export const SIGN_IN = 'packages/training/signIn/index';
export const TRAININGS = 'packages/training/people/index';
export const BRIEFING = 'packages/briefing/card/index';
export const BRIEFINGS = 'packages/briefing/list/index';
export const POINTS = 'packages/points/points/index';
export const CODE = 'packages/points/code/index';
export const BOUGHT = 'packages/points/bought/index';
export const RULES = 'packages/points/rules/index';
export const BOARD = 'packages/points/board/index';
export const MONTH = 'packages/points/month/index';
export const FUND = 'packages/points/fund/index';
export const GRANT = 'packages/points/grant/index';
export const COUNTER = 'packages/points/counter/index';
export const SHELF = 'packages/points/shelf/index';
export const LEDGER = 'packages/ledger/index/index';
export const INSPECTOR = 'packages/ledger/inspector/index';
export const GAPS = 'packages/ledger/gaps/index';
export const COCKPIT = 'packages/insight/cockpit/index';
export const MONTH_REPORT = 'packages/insight/report/index';
export const WEEK = 'packages/insight/week/index';
export const POSTING = 'packages/insight/posting/index';
export const REPEATS = 'packages/insight/repeats/index';
export const REPEAT = 'packages/insight/repeat/index';
export const BEHIND = 'packages/insight/orders/index';
