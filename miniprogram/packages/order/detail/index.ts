/** One order: whose turn and how long, what, where and whom to call, how, and what happened; the server grants the buttons. */
import type { DirectiveView, GrantedAction, OrderView } from '../../../../typings/api';
import { NO_LAST } from '../../../components/action-form/properties';
import { formOf, keepForm, perform } from '../../../services/acts';
import { call, newId } from '../../../services/call';
import { NO_ACTS } from '../../../services/core/act-bar';
import { CallFailure, sentenceOf } from '../../../services/core/failure';
import {
  EMPTY_FORM,
  faultSentence,
  faultsOf,
  missing,
  NO_FAULTS,
  untouched,
  type Faults,
  type FormValue,
} from '../../../services/core/form';
import { patch } from '../../../services/core/patch';
import { glanceAt } from '../../../services/core/reporter';
import { openDocument, showPictures } from '../../../services/files';
import { noteRead, readFollowed } from '../../../services/follow';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, say, sayWhy } from '../../../services/phone';
import { arrived, LOADING, reading } from '../../../services/reading';
import { presentOne } from '../../../services/reporter';
import { now, whoAmI } from '../../../services/session';
import { whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import { barOf, EXTRAS, NO_ORDER, orderPage, readOnlyOrder, RESPOND } from './page';

/** The name under which an order is kept on the phone; what its anonymous reporter sees is something else. */
const contentOf = (id: string, follow = ''): string => (follow === '' ? `order:${id}` : `followed:${id}`);

/** A link to an order that is not there, not theirs to see, or no order at all. */
const LEADS_NOWHERE: readonly string[] = ['NOT_FOUND', 'BAD_REQUEST'];

const NO_ACTION: GrantedAction = { id: '', label: '', style: 'more', form: [], bulk: false };

/** The actions that give an order away: to somebody else than whose turn it is. */
const GIVING: readonly string[] = ['assign', 'transfer'];

/** The actions whose picture shows the same place as before. */
const MENDING: readonly string[] = ['fix', 'partFix'];

Page({
  data: {
    look: lookClass(),
    t: TEXT.order,
    repeat: { title: TEXT.repeat.onOrder, hint: TEXT.repeat.onOrderHint },
    ...LOADING,
    ...NO_ORDER,
    id: '',
    /** Of the anonymous report whose key leads here; empty when it is read under the person's own name. */
    follow: '',
    banner: '',
    /** Not there, or not for this person to see. */
    gone: false,
    /** A phone that a team shares is in the hands of somebody else. */
    covered: false,
    readOnly: false,
    /** Somebody was first. */
    line: '',
    unfolded: false,
    commenting: false,
    /** The action to open once the order is read: the button that led here. */
    wanted: '',
    acting: false,
    /** Which sheet for another order is open: none, `merge` or `relate`. */
    joining: '',
    join: 'merge',
    bar: NO_ACTS,
    last: NO_LAST,
    noLast: NO_LAST,
    noFaults: NO_FAULTS,
    action: NO_ACTION,
    faults: NO_FAULTS,
    except: '',
    angle: '',
    value: EMPTY_FORM,
    /** What the verifier fills in on the page. */
    seen: EMPTY_FORM,
    busy: false,
    trouble: '',
    progress: '',
  },

  /** The order for which the last way of dealing with it was asked. */
  askedLast: '',
  /** One rule comes of one ruling, however often it is tapped. */
  adoptId: '',

  onLoad({ id = '', act = '', follow = '' }: { id?: string; act?: string; follow?: string }) {
    this.adoptId = newId();
    this.setData({ id, wanted: act, follow, banner: follow === '' ? '' : TEXT.nameless.banner });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass(), ...this.glance(this.data.order) }));
    void this.read();
  },

  async onPullDownRefresh() {
    this.setData({ line: '' });
    await this.read();
    void wx.stopPullDownRefresh();
  },

  async read() {
    const { id, follow } = this.data;
    let gone = false;
    await reading<OrderView>(
      contentOf(id, follow),
      () =>
        this.ask().catch((error: unknown) => {
          gone = error instanceof CallFailure && LEADS_NOWHERE.includes(error.code);
          throw error;
        }),
      (order, state) => {
        if (order === null) this.setData(gone ? { gone } : state);
        else this.show(order, state);
      },
      this.data.order !== null,
    );
    this.openWanted();
    void this.readLast();
  },

  /** The order as it is now, for the person or for the holder of a key. */
  async ask(): Promise<OrderView> {
    const { id, follow } = this.data;
    if (follow === '') return call('orders.get', { orderId: id });
    const order = await readFollowed(id, follow);
    if (id === follow) noteRead(id, order.comments.length);
    return order;
  },

  /** How the same hazard was dealt with last, for who is about to answer; without it the form is as good. */
  async readLast() {
    const { id, order } = this.data;
    if (this.askedLast === id || !order?.actions.some((one) => one.id === RESPOND)) return;
    this.askedLast = id;
    const answer = await call('orders.last', { orderId: id }).catch(() => null);
    if (answer === null) this.askedLast = '';
    if (!answer?.last) return;
    const { number, plan, fixer, closedAt } = answer.last;
    const line = fill(TEXT.order.last, { number, time: whenText(closedAt, now()) });
    const fixerId = fixer?.id ?? '';
    const last = { line, plan, fixerId, fixerName: fixer?.name ?? '' };
    this.setData({ last, bar: barOf(order, true) });
  },

  show(given: OrderView, state: object = {}) {
    const glance = this.glance(given);
    const order = glance.readOnly ? readOnlyOrder(given) : given;
    const page = orderPage(order, this.data.follow === '' ? whoAmI() : '', now());
    const seen = page.verdict === null ? EMPTY_FORM : formOf(order.id, page.verdict.id);
    const bar = barOf(order, this.data.last.line !== '');
    this.setData(patch(this.data, { ...state, ...page, ...glance, seen, bar, gone: false }));
  },

  /** Whoever holds the key of an anonymous report may read it, whoever's phone it is. */
  glance(order: OrderView | null) {
    const present = this.data.follow === '' ? presentOne() : 'self';
    return glanceAt(order === null ? undefined : (order.people.reporter?.id ?? null), present);
  },

  openWanted() {
    const { wanted } = this.data;
    if (wanted === '' || this.data.read !== 'ready') return;
    this.setData({ wanted: '' });
    // A verdict is given on the page itself.
    if (this.data.verdict?.id !== wanted) this.begin(wanted);
  },

  onAct({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.begin(detail.id);
  },

  begin(id: string) {
    const { order, verdict, seen } = this.data;
    if (order === null || this.data.acting) return;
    if (id === EXTRAS.comment) {
      this.setData({ commenting: true });
      return;
    }
    if (id === EXTRAS.last) {
      this.beginAsLast();
      return;
    }
    if (id === EXTRAS.merge || id === EXTRAS.relate) {
      this.setData({ join: id, joining: id });
      return;
    }
    const action = order.actions.find((one) => one.id === id);
    if (action === undefined) return;
    if (verdict?.id === id) return void this.submit(action, seen);
    const kept = formOf(order.id, id);
    const looked = verdict === null || kept.onSite !== null ? kept : { ...kept, onSite: seen.onSite };
    const [only, ...others] = this.data.duties;
    const value =
      only !== undefined && others.length === 0 && looked.duty === '' ? { ...looked, duty: only.id } : looked;
    if (action.form.length === 0) return void this.submit(action, value);
    this.setData({
      action,
      value,
      acting: true,
      trouble: '',
      progress: '',
      faults: NO_FAULTS,
      except: GIVING.includes(id) ? (order.next?.owner.id ?? '') : '',
      angle: MENDING.includes(id) ? this.data.before : '',
    });
  },

  beginAsLast() {
    const { id, last } = this.data;
    const { plan, fixerId, fixerName } = last;
    keepForm(id, RESPOND, {
      ...formOf(id, RESPOND),
      text: plan,
      personId: fixerId,
      personName: fixerName,
    });
    this.begin(RESPOND);
  },

  onForm({ detail }: WechatMiniprogram.CustomEvent<{ value: FormValue }>) {
    const { value, faults } = this.data;
    this.setData({ value: detail.value, trouble: '', faults: untouched(faults, value, detail.value) });
    keepForm(this.data.id, this.data.action.id, detail.value);
  },

  onSeen({ detail }: WechatMiniprogram.CustomEvent<{ value: FormValue }>) {
    const { seen, faults } = this.data;
    this.setData({ seen: detail.value, faults: untouched(faults, seen, detail.value) });
    if (this.data.verdict !== null) keepForm(this.data.id, this.data.verdict.id, detail.value);
  },

  onActEnd() {
    this.setData({ acting: false });
  },

  onSubmit() {
    void this.submit(this.data.action, this.data.value);
  },

  async submit(action: GrantedAction, value: FormValue) {
    const { order, busy } = this.data;
    if (order === null || busy) return;
    const faults = missing(action.form, value);
    const ask = faultSentence(action.form, faults);
    if (ask !== '') {
      this.refuse(ask, faults);
      return;
    }
    this.setData({ busy: true, trouble: '', line: '', faults: NO_FAULTS });
    try {
      const fresh = await perform(order, action, value, (done, total) =>
        this.setData({ progress: fill(TEXT.form.uploading, { done, total }) }),
      );
      this.settle(fresh, { acting: false });
      say(TEXT.order.done);
    } catch (error) {
      this.failed(error);
    } finally {
      this.setData({ busy: false, progress: '' });
    }
  },

  /** Shows the order as an answer brought it: whose turn it is now stands on top. */
  settle(order: OrderView, state: object = {}) {
    void wx.pageScrollTo({ scrollTop: 0 });
    this.show(arrived(contentOf(order.id), order), state);
  },

  /** Somebody was first: the line says who, and the page shows the order as it is now. */
  failed(error: unknown) {
    if (error instanceof CallFailure && error.order !== null) {
      this.settle(error.order, { acting: false, line: error.message });
      return;
    }
    const { form } = this.data.acting ? this.data.action : (this.data.verdict ?? NO_ACTION);
    const fields = error instanceof CallFailure ? error.fields : {};
    this.refuse(sentenceOf(error), faultsOf(form, fields));
    // What was uploaded meanwhile need not be sent again.
    if (this.data.acting) this.setData({ value: formOf(this.data.id, this.data.action.id) });
    else if (this.data.verdict !== null) this.setData({ seen: formOf(this.data.id, this.data.verdict.id) });
  },

  refuse(sentence: string, faults: Faults) {
    this.setData({ faults });
    if (this.data.acting) {
      this.setData({ trouble: sentence });
      return;
    }
    say(sentence);
    if (this.data.verdict !== null) void wx.pageScrollTo({ selector: '#seen', offsetTop: -12 });
  },

  onCommentEnd() {
    this.setData({ commenting: false });
  },

  onCommented() {
    this.setData({ commenting: false });
    void this.read();
  },

  onJoinEnd() {
    this.setData({ joining: '' });
  },

  onJoined({ detail }: WechatMiniprogram.CustomEvent<{ order: OrderView; line?: string }>) {
    this.settle(detail.order, { joining: '', line: detail.line ?? '' });
  },

  onReviewed({ detail }: WechatMiniprogram.CustomEvent<{ order: OrderView }>) {
    this.show(arrived(contentOf(detail.order.id), detail.order));
  },

  onOther({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const { follow } = this.data;
    open(PAGES.order, { id: detail.id, ...(follow === '' ? {} : { follow }) });
  },

  onRound({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.round, { id: detail.id });
  },

  /** 「以后都按这个定」: the tap is the decision, and the line says what it came to. */
  async onRecordAct() {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      const { because } = await call('rulings.adopt', { orderId: this.data.id }, { requestId: this.adoptId });
      this.setData({ line: fill(TEXT.order.adopted, { because }) });
      this.adoptId = newId();
      void wx.pageScrollTo({ scrollTop: 0 });
    } catch (error) {
      sayWhy(error);
    } finally {
      this.setData({ busy: false });
    }
    await this.read();
  },

  onRepeat() {
    open(PAGES.repeat, { id: this.data.order?.repeatId ?? '' });
  },

  onAnswered({ detail: { directive } }: WechatMiniprogram.CustomEvent<{ directive: DirectiveView }>) {
    const { order } = this.data;
    if (order === null) return;
    const directives = order.directives.map((one) => (one.id === directive.id ? directive : one));
    this.show(arrived(contentOf(order.id), { ...order, directives }));
  },

  onShot({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { url, id } = currentTarget.dataset as { url: string | null; id: string };
    const remark = this.data.comments.find((one) => one.id === id);
    if (url !== null) showPictures(url, remark?.shots.flatMap((shot) => shot.url ?? []) ?? [url]);
  },

  onFile({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const file = this.data.planFiles.find(({ id }) => id === currentTarget.dataset['id']);
    if (file === undefined) return;
    if (file.url === null) say(file.note);
    else if (file.format === 'pdf') openDocument(file.url);
    else showPictures(file.url, [file.url]);
  },

  onFold() {
    this.setData({ unfolded: !this.data.unfolded });
  },

  onOrders() {
    void wx.switchTab({ url: PAGES.orders });
  },
});
