/** Safety's desk: what nobody decided, heard or took, from top to bottom; and where the plant has holes. */
import type { Desk, OrderCard } from '../../../../typings/api';
import { actOnAll } from '../../../services/bulk';
import { call } from '../../../services/call';
import { callAbout } from '../../../services/contact';
import { deskPage, givings, isQuiet } from '../../../services/core/desk';
import { patch } from '../../../services/core/patch';
import { bulkSentence, type BulkResult } from '../../../services/core/today';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, sayWhy } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { every, seen, unseen } from '../../../services/seen';
import { now, whoAmI } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';

/** How often the times left are told anew (ms). */
const TICK = 30_000;

/** How many templates without a card are shown before they are unfolded. */
const BARE = 5;

const t = TEXT.desk;

const EMPTY = { orders: [], n: 0 };

const NOTHING: Desk = {
  rulings: EMPTY,
  determinations: EMPTY,
  unreached: EMPTY,
  overdue: EMPTY,
  approvals: EMPTY,
  stops: EMPTY,
  reviews: EMPTY,
  duties: [],
  holes: [],
  unscreened: [],
  mute: [],
};

Page({
  data: {
    look: lookClass(),
    t: {
      ...t,
      numbers: TEXT.insight.entry,
      papers: TEXT.ledger.title,
      close: TEXT.common.close,
      bare: TEXT.screening.bare,
      bareHint: TEXT.screening.bareHint,
    },
    ...LOADING,
    ...deskPage(NOTHING, '', 0),
    quiet: true,
    bareShown: BARE,
    bareMore: '',
    calling: '',
    assigning: false,
    assignTitle: '',
    assignFirst: '',
    busy: false,
    result: '',
    resultLines: [] as string[],
  },

  /** As the server told it last. */
  desk: NOTHING,

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    seen(
      this,
      every(TICK, () => this.draw()),
    );
    void this.read();
  },

  onHide() {
    unseen(this);
  },

  onUnload() {
    unseen(this);
  },

  async onPullDownRefresh() {
    this.setData({ result: '', resultLines: [] });
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<Desk>(
      'desk',
      () => call('desk.get', {}),
      (desk, state) => {
        if (desk !== null) this.desk = desk;
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  draw(state: object = {}) {
    const page = deskPage(this.desk, whoAmI(), now());
    const hidden = page.bare.length - this.data.bareShown;
    const bareMore = hidden > 0 ? fill(TEXT.screening.bareMore, { count: hidden }) : '';
    this.setData(patch(this.data, { ...state, ...page, quiet: isQuiet(page), bareMore }));
  },

  onOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.order, { id: detail.id });
  },

  onAct({ detail: { id, act } }: WechatMiniprogram.CustomEvent<{ id: string; act: string }>) {
    open(PAGES.order, act === '' ? { id } : { id, act });
  },

  onDuty({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.order, { id: String(currentTarget.dataset['id']) });
  },

  onBare() {
    this.setData({ bareShown: this.data.bare.length });
    this.draw();
  },

  onLabels() {
    open(PAGES.sheet);
  },

  onPapers() {
    open(PAGES.ledger);
  },

  onNumbers() {
    open(PAGES.cockpit);
  },

  onDirectives() {
    open(PAGES.directives);
  },

  async onCall({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    if (this.data.calling !== '') return;
    this.setData({ calling: detail.id });
    try {
      await callAbout(detail.id);
    } catch (error) {
      sayWhy(error);
    } finally {
      this.setData({ calling: '' });
    }
  },

  onRest() {
    void wx.switchTab({ url: PAGES.orders });
  },

  /** The orders nobody answered that this person may give away. */
  unanswered(): OrderCard[] {
    return givings(this.desk.overdue.orders).flatMap(({ orders }) => orders);
  },

  onAssign() {
    const orders = this.unanswered();
    const [first] = orders;
    if (this.data.busy || first === undefined) return;
    const assignTitle = fill(t.allAssignTitle, { count: orders.length });
    this.setData({ assigning: true, assignTitle, assignFirst: first.id });
  },

  onAssignEnd() {
    this.setData({ assigning: false });
  },

  onPopup({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!detail.visible) this.onAssignEnd();
  },

  async onPerson({ detail }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
    this.setData({ assigning: false, busy: true, result: '', resultLines: [] });
    const result: BulkResult = { done: 0, taken: [], refused: [], unsent: 0 };
    for (const { action, orders } of givings(this.desk.overdue.orders)) {
      // Whoever passes an order on says why.
      const reason = action === 'transfer' ? { reason: t.assignReason } : {};
      const part = await actOnAll(orders, action, { personId: detail.id, ...reason });
      result.done += part.done;
      result.unsent += part.unsent;
      result.taken.push(...part.taken);
      result.refused.push(...part.refused);
    }
    const { sentence, lines } = bulkSentence(result);
    this.setData({ busy: false, result: sentence, resultLines: lines });
    void wx.pageScrollTo({ scrollTop: 0 });
    await this.read();
  },
});
