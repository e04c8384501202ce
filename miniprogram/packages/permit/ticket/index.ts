/** One hot-work ticket: whose turn or how long the fire may burn, what is missing, what was taken care of; the server grants the buttons. */
import type { PermitAction, PermitForm, PermitView } from '../../../../typings/permit-views';
import { call } from '../../../services/call';
import { pulse } from '../../../services/camera';
import { CallFailure, faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { watcherChoices, type Choice } from '../apply/draft';
import {
  actionForm,
  actValues,
  checkForm,
  EMPTY_SHEET,
  isRecord,
  NO_SHEET,
  sheetLack,
  sheetPhotos,
  type SheetForm,
  type SheetValue,
} from './sheet';
import { dressPage, lookClass } from '../../../services/look';
import { dropSheet, keepSheet, sheetKey, sheetOf } from './sheets';
import {
  contentOf,
  decide,
  errands,
  keptForm,
  mend,
  record,
  watchPermits,
  wakePermits,
} from '../../../services/permits';
import type { PermitErrand } from '../../../services/core/permit';
import { ask, open, PAGES, say, sayWhy } from '../../../services/phone';
import { LOADING, reading, READY } from '../../../services/reading';
import { seen, unseen } from '../../../services/seen';
import { now } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';
import { ticketPage, type TicketPage } from './view';

const t = TEXT.permit;

/** A link to a ticket that is not there, or not theirs to see. */
const LEADS_NOWHERE: readonly string[] = ['PERMIT_UNKNOWN', 'BAD_REQUEST'];

/** What an application says that is still in this phone. */
interface Pending {
  title: string;
  hint: string;
  refused: boolean;
}

Page({
  data: {
    look: lookClass(),
    t: { ...t, findPerson: TEXT.form.findPerson },
    ...LOADING,
    permit: null as PermitView | null,
    page: null as TicketPage | null,
    pending: null as Pending | null,
    gone: false,
    /** Somebody was first. */
    line: '',
    unfolded: false,
    sheet: false,
    form: NO_SHEET,
    value: EMPTY_SHEET,
    picking: false,
    rows: [] as Choice[],
    pickEmpty: '',
    busy: false,
    trouble: '',
  },

  id: '',
  query: '',

  onLoad({ id = '' }: { id?: string }) {
    this.id = decodeURIComponent(id);
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    seen(
      this,
      errands.watch(() => this.draw()),
      watchPermits((permit) => permit.id === this.id && this.show(permit, READY)),
    );
    wakePermits();
    this.draw();
    void this.read();
  },

  onHide() {
    unseen(this);
  },

  onUnload() {
    unseen(this);
  },

  async onPullDownRefresh() {
    this.setData({ line: '' });
    wakePermits();
    await this.read();
    void wx.stopPullDownRefresh();
  },

  /** The application, while it has not left this phone. */
  applied(): PermitErrand | undefined {
    return errands.about(this.id).find(({ kind }) => kind === 'apply');
  },

  async read() {
    if (this.applied() !== undefined) return;
    let gone = false;
    await reading<PermitView>(
      contentOf(this.id),
      () =>
        call('permits.get', { permitId: this.id }).catch((error: unknown) => {
          gone = error instanceof CallFailure && LEADS_NOWHERE.includes(error.code);
          throw error;
        }),
      (permit, state) => {
        if (permit !== null) this.show(permit, state);
        else this.setData(gone ? { gone } : state);
      },
      this.data.permit !== null,
    );
  },

  show(permit: PermitView, state: object = {}) {
    this.draw({ ...state, permit, gone: false });
  },

  draw(state: { permit?: PermitView; gone?: boolean } = {}) {
    const permit = state.permit ?? this.data.permit;
    const applied = this.applied();
    const mine = errands.about(this.id);
    const pending: Pending | null =
      applied === undefined
        ? null
        : applied.blocked
          ? { title: t.blockedTitle, hint: applied.note ?? '', refused: true }
          : { title: t.pendingTitle, hint: t.pendingHint, refused: false };
    const page = permit === null ? null : ticketPage(permit, mine, now());
    this.setData(patch(this.data, { ...(pending === null ? {} : READY), ...state, pending, page }));
  },

  /** The time ran out while somebody looked: the clock of the server may have done something. */
  onOver() {
    void this.read();
  },

  onMend() {
    const applied = this.applied();
    if (applied === undefined) return;
    mend(applied);
    void wx.redirectTo({ url: PAGES.apply });
  },

  onKnow({ currentTarget }: WechatMiniprogram.BaseEvent) {
    errands.drop(String(currentTarget.dataset['id']));
  },

  onAct({ detail }: WechatMiniprogram.CustomEvent<{ id: PermitAction }>) {
    void this.begin(detail.id);
  },

  async begin(id: PermitAction) {
    const { permit, page, busy } = this.data;
    const action = permit?.actions.find((one) => one.id === id);
    if (permit === null || page === null || action === undefined || busy) return;
    const [lack] = action.lacks;
    if (lack !== undefined || action.from !== null) {
      say(lack ?? t.notYet);
      void wx.pageScrollTo({ scrollTop: 0 });
    } else if (id === 'check') {
      this.openCheck(page.checks.find(({ mark }) => mark === 'open')?.id ?? page.checks[0]?.id ?? '');
    } else if (id === 'appoint') {
      await this.pick();
    } else {
      const form = actionForm(action, permit);
      if (form !== null) this.openSheet(form);
      else if (await this.isSure(id, permit)) await this.perform(id, NO_SHEET, EMPTY_SHEET);
    }
  },

  /** What cannot be undone is asked twice. */
  isSure(id: PermitAction, { rules, state }: PermitView): Promise<boolean> {
    if (id === 'finish') return ask(fill(t.finishAsk, { minutes: rules.afterWatch.minutes }), t.finishYes);
    if (id === 'watchOut' && (state === 'running' || state === 'watching'))
      return ask(t.watchOutAsk, t.watchOutYes);
    return Promise.resolve(true);
  },

  onCheck({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.openCheck(detail.id);
  },

  openCheck(checkId: string) {
    const { permit, page } = this.data;
    const rule = permit?.rules.checks.find(({ id }) => id === checkId);
    if (rule === undefined || page === null) return;
    const others = page.checks.filter(({ id, mark }) => id !== checkId && mark === 'open');
    this.openSheet(checkForm(rule, others.length === 0));
  },

  onMeasure() {
    void this.begin('gasTest');
  },

  key(form: SheetForm): string {
    return sheetKey(this.id, form.action, form.checkId);
  },

  openSheet(form: SheetForm) {
    this.setData({ sheet: true, form, value: sheetOf(this.key(form)), trouble: '' });
  },

  onSheetEnd() {
    this.setData({ sheet: false });
  },

  onSheet({ detail }: WechatMiniprogram.CustomEvent<{ value: SheetValue }>) {
    keepSheet(this.key(this.data.form), detail.value);
    this.setData({ value: detail.value, trouble: '' });
  },

  onSubmit() {
    const { form, value } = this.data;
    const lack = sheetLack(form, value);
    if (lack === '') void this.perform(form.action, form, value);
    else this.setData({ trouble: lack });
  },

  /** Records what is true with or without a network, and asks for what counts only once the server said so. */
  async perform(action: PermitAction, form: SheetForm, value: SheetValue) {
    const { permit, busy } = this.data;
    if (permit === null || busy) return;
    const values = actValues(form, value, permit.near?.seen ?? null);
    if (!isRecord(action)) {
      await this.decide(action, values, form);
      return;
    }
    try {
      record(permit, { kind: action, values, photos: sheetPhotos(form, value) });
    } catch (error) {
      sayWhy(error);
      return;
    }
    pulse();
    dropSheet(this.key(form), sheetPhotos(form, value).length > 0);
    this.after(action, form);
  },

  /** The next precaution, or back to the page. */
  after(action: PermitAction, form: SheetForm) {
    const next = this.data.page?.checks.find(({ mark, id }) => mark === 'open' && id !== form.checkId);
    if (action === 'check' && next !== undefined) this.openCheck(next.id);
    else {
      this.setData({ sheet: false });
      say(t.saved);
      if (action !== 'check' && action !== 'gasTest') void wx.pageScrollTo({ scrollTop: 0 });
    }
  },

  async decide(action: PermitAction, values: ReturnType<typeof actValues>, form: SheetForm) {
    const { permit } = this.data;
    if (permit === null) return;
    this.setData({ busy: true, trouble: '', line: '' });
    try {
      await decide(permit, action, values);
      if (form.action === action) dropSheet(this.key(form), false);
      this.setData({ sheet: false, picking: false });
      say(t.saved);
      void wx.pageScrollTo({ scrollTop: 0 });
    } catch (error) {
      await this.failed(error);
    } finally {
      this.setData({ busy: false });
    }
  },

  /** Without a network it is said plainly; if somebody was first, the page shows the ticket as it is now. */
  async failed(error: unknown) {
    const isOffline = error instanceof CallFailure && error.code === 'NETWORK';
    const sentence = isOffline ? t.needsNetwork : faultOf(error);
    if (this.data.sheet) this.setData({ trouble: sentence });
    else this.setData({ line: sentence, picking: false });
    if (!isOffline) await this.read();
    if (!this.data.sheet) void wx.pageScrollTo({ scrollTop: 0 });
  },

  /** Who may watch: as read last, and as it is now. */
  async pick() {
    this.setData({ picking: true, pickEmpty: TEXT.form.loadingPeople, rows: this.choices('') });
    await reading<PermitForm>(
      'permitForm',
      () => call('permits.rules', {}),
      (form) => {
        const pickEmpty = form === null ? t.appointOffline : TEXT.form.nobodyFound;
        this.setData({ rows: this.choices(this.query), pickEmpty });
      },
    );
  },

  choices(query: string): Choice[] {
    this.query = query;
    const form = keptForm();
    const { permit } = this.data;
    if (form === null || permit === null) return [];
    return watcherChoices(
      form,
      query,
      permit.workers.map(({ personId }) => personId),
    );
  },

  onQuery({ detail }: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.setData({ rows: this.choices(detail.text) });
  },

  onPick({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    void this.decide('appoint', { personId: id }, NO_SHEET);
  },

  onPickEnd() {
    this.setData({ picking: false });
  },

  onOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.order, { id: detail.id });
  },

  onPhoto({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const url = String(currentTarget.dataset['url']);
    if (url !== '') void wx.previewImage({ current: url, urls: [url] });
  },

  onFold() {
    this.setData({ unfolded: !this.data.unfolded });
  },

  onList() {
    void wx.redirectTo({ url: PAGES.permits });
  },
});
