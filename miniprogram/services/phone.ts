/** Small things that pages do with the phone: call somebody, say a sentence, go somewhere. */
import { fill, TEXT } from '../shared/text';
import { sentenceOf } from './core/failure';

/** Opens the dialler; the person decides whether to call. */
export function dial(number: string | null): void {
  if (number === null || number === '') {
    say(TEXT.common.noPhone);
    return;
  }
  wx.makePhoneCall({ phoneNumber: number, fail: () => undefined });
}

/** One sentence that goes away by itself. */
export function say(sentence: string): void {
  void wx.showToast({ title: sentence, icon: 'none', duration: sentence.length > 14 ? 3_500 : 2_000 });
}

/** Says what went wrong and what happens next. */
export const sayWhy = (error: unknown): void => say(sentenceOf(error));

/** Asks yes or no. */
export async function ask(content: string, yes: string): Promise<boolean> {
  const { confirm } = await wx.showModal({
    content,
    confirmText: yes,
    cancelText: TEXT.common.cancel,
    confirmColor: '#0B6B62',
  });
  return confirm;
}

/** Who has not been trained may be given work all the same, by somebody who was told. @param missing - of their training; empty: nothing */
export async function mayBeGiven({ name, missing }: { name: string; missing: string }): Promise<boolean> {
  const { untrainedWhat, untrainedYes } = TEXT.training;
  return missing === '' || ask(fill(untrainedWhat, { name, missing }), untrainedYes);
}

export const PAGES = {
  home: '/pages/home/index',
  orders: '/pages/orders/index',
  order: '/packages/order/detail/index',
  shoot: '/packages/order/shoot/index',
  camera: '/packages/report/camera/index',
  markup: '/packages/report/markup/index',
  result: '/packages/report/result/index',
  unsent: '/packages/report/unsent/index',
  followed: '/packages/report/followed/index',
  mine: '/packages/report/mine/index',
  today: '/packages/supervisor/today/index',
  bind: '/packages/bind/index/index',
  desk: '/packages/desk/desk/index',
  night: '/packages/desk/night/index',
  decisions: '/packages/desk/decisions/index',
  directives: '/packages/desk/directives/index',
  label: '/packages/point/label/index',
  kept: '/packages/me/kept/index',
  sheet: '/packages/point/sheet/index',
  day: '/packages/inspection/day/index',
  round: '/packages/inspection/round/index',
  misses: '/packages/inspection/misses/index',
  history: '/packages/inspection/history/index',
  permits: '/packages/permit/list/index',
  apply: '/packages/permit/apply/index',
  permit: '/packages/permit/ticket/index',
  certificates: '/packages/permit/certificates/index',
  certificate: '/packages/permit/certificate/index',
  training: '/packages/training/mine/index',
  course: '/packages/training/course/index',
  quiz: '/packages/training/quiz/index',
  signature: '/packages/training/signature/index',
  trainingClass: '/packages/training/session/index',
  trainingSignIn: '/packages/training/signIn/index',
  trainings: '/packages/training/people/index',
  points: '/packages/points/points/index',
  redemption: '/packages/points/code/index',
  bought: '/packages/points/bought/index',
  pointRules: '/packages/points/rules/index',
  pointBoard: '/packages/points/board/index',
  pointMonth: '/packages/points/month/index',
  fund: '/packages/points/fund/index',
  grant: '/packages/points/grant/index',
  counter: '/packages/points/counter/index',
  shelf: '/packages/points/shelf/index',
  briefing: '/packages/briefing/card/index',
  briefings: '/packages/briefing/list/index',
  monthReport: '/packages/insight/report/index',
  ledger: '/packages/ledger/index/index',
  inspector: '/packages/ledger/inspector/index',
  gaps: '/packages/ledger/gaps/index',
  cockpit: '/packages/insight/cockpit/index',
  behind: '/packages/insight/orders/index',
  repeats: '/packages/insight/repeats/index',
  repeat: '/packages/insight/repeat/index',
  week: '/packages/insight/week/index',
  posting: '/packages/insight/posting/index',
} as const;

/** Opens a page; the same tap twice opens it once. */
export function open(page: string, query: Record<string, string> = {}): void {
  const at = Date.now();
  if (at - opened < 600) return;
  opened = at;
  lead(page, query);
}

/** Opens a page that nobody tapped for: there is no second tap to hold back. */
export function lead(page: string, query: Record<string, string> = {}): void {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  const url = pairs.length === 0 ? page : `${page}?${pairs.join('&')}`;
  void wx.navigateTo({ url });
}

let opened = 0;

/** Writes a title above a page, unless that was left meanwhile: the bar belongs to the page on top. */
export function nameBar(page: object, title: string): void {
  const [top] = getCurrentPages().slice(-1);
  if (top === page) void wx.setNavigationBarTitle({ title });
}

/** Leaves a page; one that was opened from outside goes home. */
export function leave(): void {
  if (getCurrentPages().length > 1) void wx.navigateBack();
  else void wx.switchTab({ url: PAGES.home });
}
