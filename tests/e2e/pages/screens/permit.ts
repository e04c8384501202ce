/** Hot-work tickets from the application to the last photo, and certificates. */
import { TEXT } from '../../../../miniprogram/shared/text';
import { PERMIT_BUTTONS } from '../../../../miniprogram/shared/permit-words';
import type { Phone } from '../support/phone';
import { CERTIFICATES_OF, PERMITS, type PermitName } from '../support/permits';
import {
  APPLY,
  CERTIFICATE,
  CERTIFICATES,
  downTo,
  PERMITS_LIST,
  tap,
  TICKET,
  unanswered,
  type Screen,
} from './screen';

const t = TEXT.permit;

const at = (name: PermitName, who: Screen['who']) => ({ page: TICKET, who, query: { id: PERMITS[name] } });

const steps =
  (...each: ((phone: Phone) => Promise<void>)[]) =>
  async (phone: Phone): Promise<void> => {
    for (const step of each) await step(phone);
  };

/** Types into a field of the page. */
const type =
  (path: string, text: string) =>
  (phone: Phone): Promise<void> =>
    phone.page.evaluate(
      (given) => {
        const [field] = __phone.select(given.path);
        if (field === undefined) throw new Error(`there is no ${given.path}`);
        __phone.input(field, given.text);
      },
      { path, text },
    );

const press =
  (selector: string) =>
  (phone: Phone): Promise<void> =>
    phone.press(selector);

const more = press('[class*="act-more"]');
const GAS = 'record-sheet >>> t-input >>> input';

export const permits: Screen[] = [
  { page: PERMITS_LIST, state: 'waiting', who: 'asker', sign: t.ask, main: true },
  {
    page: PERMITS_LIST,
    state: 'running',
    who: 'approver',
    make: tap(t.running),
    sign: 'css:[class*="ticket-fix"]',
  },
  { page: PERMITS_LIST, state: 'all', who: 'asker', make: tap(t.all), sign: t.byArea },
  { page: PERMITS_LIST, state: 'empty', who: 'manager', sign: t.emptyWaiting },
  ...unanswered({ page: PERMITS_LIST, who: 'idle' }),
];

export const apply: Screen[] = [
  { page: APPLY, state: 'empty', who: 'welder', sign: t.submit, main: true },
  { page: APPLY, state: 'lacks', who: 'welder', make: tap(t.submit), sign: t.whereNeeded },
  { page: APPLY, state: 'where', who: 'welder', make: tap(t.chooseWhere), sign: TEXT.label.scan },
  {
    page: APPLY,
    state: 'raised',
    who: 'watcher',
    make: steps(tap(t.chooseWhere), tap('手工焊接区'), tap('二级'), downTo(t.levelHoliday)),
    sign: t.levelHoliday,
  },
  { page: APPLY, state: 'workers', who: 'welder', make: tap(t.addWorker), sign: t.findWorker },
  { page: APPLY, state: 'watcher', who: 'welder', make: tap(t.chooseWatcher), sign: TEXT.form.findPerson },
  {
    page: APPLY,
    state: 'untrained',
    who: 'welder',
    make: steps(tap(t.chooseWatcher), type('pick-sheet >>> t-input >>> input', '余永强')),
    sign: TEXT.training.untrained,
  },
  { page: APPLY, state: 'offline', who: 'welder', wire: 'none', sign: t.offlineApply },
];

export const ticket: Screen[] = [
  { ...at('asked', 'asker'), state: 'asked', sign: t.signing },
  { ...at('asked', 'approver'), state: 'toSign', sign: t.near, main: true },
  {
    ...at('asked', 'approver'),
    state: 'signing',
    make: tap(PERMIT_BUTTONS.approve),
    sign: t.noteNear,
  },
  { ...at('asked', 'approver'), state: 'refusing', make: tap(PERMIT_BUTTONS.refuse), sign: t.refuseHint },
  { ...at('approved', 'asker'), state: 'preparing', sign: t.checks, main: true },
  { ...at('approved', 'asker'), state: 'checks', make: downTo(t.checks), sign: t.checks },
  {
    ...at('approved', 'asker'),
    state: 'check',
    make: steps(tap(PERMIT_BUTTONS.check), tap(t.checkDone)),
    sign: t.photoMaybe,
  },
  {
    ...at('approved', 'asker'),
    state: 'notNeeded',
    make: steps(tap(PERMIT_BUTTONS.check), tap(t.checkNa)),
    sign: t.checkWhyHint,
  },
  {
    ...at('approved', 'asker'),
    state: 'gas',
    make: steps(tap(t.gasTitle), type(GAS, '48')),
    sign: t.gasSaveBad,
  },
  { ...at('approved', 'asker'), state: 'more', make: more, sign: PERMIT_BUTTONS.withdraw },
  {
    ...at('approved', 'asker'),
    state: 'appoint',
    make: steps(more, tap(PERMIT_BUTTONS.appoint)),
    sign: t.appointTitle,
  },
  { ...at('approved', 'watcher'), state: 'toWatch', sign: PERMIT_BUTTONS.watchIn },
  { ...at('running', 'watcher'), state: 'running', sign: PERMIT_BUTTONS.finish, main: true },
  { ...at('running', 'worker'), state: 'passing', sign: PERMIT_BUTTONS.pause },
  {
    ...at('running', 'watcher'),
    state: 'stopping',
    make: tap(PERMIT_BUTTONS.pause),
    sign: t.pauseHint,
  },
  { ...at('running', 'watcher'), state: 'offline', wire: 'none', sign: t.offlineTicket },
  { ...at('watching', 'watcher'), state: 'watching', sign: t.watchingHead, main: true },
  { ...at('closed', 'asker'), state: 'closed', sign: t.closedHead },
  {
    ...at('closed', 'asker'),
    state: 'timeline',
    make: steps(tap(t.timeline), downTo(t.timeline)),
    sign: 'css:[class*="event"]',
  },
  { ...at('refused', 'asker'), state: 'refused', sign: t.checks },
  {
    page: TICKET,
    who: 'welder',
    state: 'gone',
    query: { id: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7aff' },
    sign: t.notFound,
  },
  {
    page: TICKET,
    who: 'idle',
    state: 'loading',
    query: { id: PERMITS.asked },
    wire: 'slow',
    sign: 'css:[class*="state-bone"]',
  },
];

export const certificates: Screen[] = [
  { page: CERTIFICATES, state: 'mine', who: 'welder', sign: TEXT.certificate.valid, main: true },
  { page: CERTIFICATES, state: 'none', who: 'asker', sign: TEXT.certificate.noMine },
  { page: CERTIFICATES, state: 'all', who: 'safety', sign: TEXT.certificate.add, main: true },
  ...unanswered({ page: CERTIFICATES, who: 'electrician' }),
  { page: CERTIFICATE, state: 'new', who: 'safety', sign: TEXT.certificate.save, main: true },
  {
    page: CERTIFICATE,
    state: 'lacks',
    who: 'safety',
    make: tap(TEXT.certificate.save),
    sign: TEXT.certificate.kindNeeded,
  },
  {
    page: CERTIFICATE,
    state: 'edit',
    who: 'safety',
    query: { id: CERTIFICATES_OF.ended },
    sign: TEXT.certificate.retire,
  },
  {
    page: CERTIFICATE,
    state: 'retire',
    who: 'safety',
    query: { id: CERTIFICATES_OF.ended },
    make: tap(TEXT.certificate.retire),
    sign: TEXT.certificate.retireTitle,
  },
  {
    page: CERTIFICATE,
    state: 'gone',
    who: 'safety',
    query: { id: PERMITS.asked },
    sign: TEXT.certificate.notFound,
  },
];
