/** One order: whose turn and how long, what, where and whom to call, how, and what happened; the server grants the buttons. */
import type { GrantedAction, OrderView } from '../../../../typings/api';
import { formOf, keepForm, perform } from '../../../services/acts';
import { call } from '../../../services/call';
import { CallFailure, sentenceOf } from '../../../services/core/failure';
import { EMPTY_FORM, missing, type FormValue } from '../../../services/core/form';
import { patch } from '../../../services/core/patch';
import { openDocument, showPictures } from '../../../services/files';
import { dressPage, lookClass } from '../../../services/look';
import { PAGES, say } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { now, whoAmI } from '../../../services/session';
import { keep } from '../../../services/storage';
import { fill, TEXT } from '../../../shared/text';
import { NO_ORDER, orderPage } from './page';

/** The name under which an order is kept on the phone. */
const contentOf = (id: string): string => `order:${id}`;

/** A link to an order that is not there, not theirs to see, or no order at all. */
const LEADS_NOWHERE: readonly string[] = ['NOT_FOUND', 'BAD_REQUEST'];

const NO_ACTION: GrantedAction = { id: '', label: '', style: 'more', form: [] };

Page({
  data: {
    look: lookClass(),
    t: TEXT.order,
    ...LOADING,
    ...NO_ORDER,
    id: '',
    /** Not there, or not for this person to see. */
    gone: false,
    /** Somebody was first. */
    line: '',
    unfolded: false,
    commenting: false,
    /** The action to open once the order is read: the button that led here. */
    wanted: '',
    acting: false,
    action: NO_ACTION,
    value: EMPTY_FORM,
    /** What the verifier fills in on the page. */
    seen: EMPTY_FORM,
    busy: false,
    trouble: '',
    progress: '',
  },

  onLoad({ id = '', act = '' }: { id?: string; act?: string }) {
    this.setData({ id, wanted: act });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
  },

  async onPullDownRefresh() {
    this.setData({ line: '' });
    await this.read();
    void wx.stopPullDownRefresh();
  },

  async read() {
    const { id } = this.data;
    let gone = false;
    await reading<OrderView>(
      contentOf(id),
      () =>
        call('orders.get', { orderId: id }).catch((error: unknown) => {
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
  },

  show(order: OrderView, state: object = {}) {
    const page = orderPage(order, whoAmI(), now());
    const seen = page.verdict === null ? EMPTY_FORM : formOf(order.id, page.verdict.id);
    this.setData(patch(this.data, { ...state, ...page, seen, gone: false }));
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
    const action = order?.actions.find((one) => one.id === id);
    if (order === null || action === undefined || this.data.acting) return;
    if (verdict?.id === id) return void this.submit(action, seen);
    const kept = formOf(order.id, id);
    const value = verdict === null || kept.onSite !== null ? kept : { ...kept, onSite: seen.onSite };
    if (action.form.length === 0) return void this.submit(action, value);
    this.setData({ action, value, acting: true, trouble: '', progress: '' });
  },

  onForm({ detail }: WechatMiniprogram.CustomEvent<{ value: FormValue }>) {
    this.setData({ value: detail.value, trouble: '' });
    keepForm(this.data.id, this.data.action.id, detail.value);
  },

  onSeen({ detail }: WechatMiniprogram.CustomEvent<{ value: FormValue }>) {
    this.setData({ seen: detail.value });
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
    const ask = missing(action.form, value);
    if (ask !== null) {
      this.refuse(ask.prompt);
      return;
    }
    this.setData({ busy: true, trouble: '', line: '' });
    try {
      const fresh = await perform(order, action, value, (done, total) =>
        this.setData({ progress: fill(TEXT.form.uploading, { done, total }) }),
      );
      keep(whoAmI(), contentOf(order.id), fresh);
      // Whose turn it is now stands on top.
      void wx.pageScrollTo({ scrollTop: 0 });
      this.show(fresh, { acting: false });
      say(TEXT.order.done);
    } catch (error) {
      this.failed(error);
    } finally {
      this.setData({ busy: false, progress: '' });
    }
  },

  /** Somebody was first: the line says who, and the page shows the order as it is now. */
  failed(error: unknown) {
    if (error instanceof CallFailure && error.order !== null) {
      this.show(error.order, { acting: false, line: error.message });
      void wx.pageScrollTo({ scrollTop: 0 });
      return;
    }
    this.refuse(sentenceOf(error));
    // What was uploaded meanwhile need not be sent again.
    if (this.data.acting) this.setData({ value: formOf(this.data.id, this.data.action.id) });
    else if (this.data.verdict !== null) this.setData({ seen: formOf(this.data.id, this.data.verdict.id) });
  },

  refuse(sentence: string) {
    if (this.data.acting) {
      this.setData({ trouble: sentence });
      return;
    }
    say(sentence);
    if (this.data.verdict !== null) void wx.pageScrollTo({ selector: '#seen', offsetTop: -12 });
  },

  onComment() {
    this.setData({ commenting: true });
  },

  onCommentEnd() {
    this.setData({ commenting: false });
  },

  onCommented() {
    this.setData({ commenting: false });
    void this.read();
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
