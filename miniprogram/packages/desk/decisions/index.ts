/** 「需要你拍板」: what waits for the manager's signature, the majors, and the directives nobody answered. */
import type { Decisions } from '../../../../typings/api';
import type { PersonRef } from '../../../../typings/domain';
import { call } from '../../../services/call';
import { decisionsPage } from '../../../services/core/directives';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { every, seen, unseen } from '../../../services/seen';
import { now, whoAmI } from '../../../services/session';
import { TEXT } from '../../../shared/text';

/** How often the times left are told anew (ms). */
const TICK = 30_000;

const NOTHING: Decisions = { approvals: [], directives: [], majors: [] };

const NOBODY: PersonRef = { id: '', name: '' };

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.decisions, numbers: TEXT.insight.entry },
    issueText: TEXT.directives.issue,
    ...LOADING,
    ...decisionsPage(NOTHING, '', 0),
    issuing: false,
    issueOrder: '',
    issueAbout: '',
    issuePerson: NOBODY,
  },

  /** As the server told it last. */
  decisions: NOTHING,

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
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<Decisions>(
      'decisions',
      () => call('decisions.get', {}),
      (decisions, state) => {
        if (decisions !== null) this.decisions = decisions;
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  draw(state: object = {}) {
    this.setData(patch(this.data, { ...state, ...decisionsPage(this.decisions, whoAmI(), now()) }));
  },

  onOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    if (detail.id !== '') open(PAGES.order, { id: detail.id });
  },

  onAct({ detail: { id, act } }: WechatMiniprogram.CustomEvent<{ id: string; act: string }>) {
    open(PAGES.order, act === '' ? { id } : { id, act });
  },

  /** About an order, to whoever has it, unless that is the reader. */
  onDirect({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const { approvals, majors } = this.decisions;
    const order = [...approvals, ...majors].find(({ id }) => id === detail.id);
    if (order === undefined) return;
    const owner = order.next?.owner ?? NOBODY;
    this.setData({
      issuing: true,
      issueOrder: order.id,
      issueAbout: `${order.title} · ${order.number}`,
      issuePerson: owner.id === whoAmI() ? NOBODY : owner,
    });
  },

  onIssue() {
    this.setData({ issuing: true, issueOrder: '', issueAbout: '', issuePerson: NOBODY });
  },

  onIssueEnd() {
    this.setData({ issuing: false });
  },

  async onIssued() {
    this.onIssueEnd();
    await this.read();
  },

  onNumbers() {
    open(PAGES.cockpit);
  },

  onAll() {
    open(PAGES.directives);
  },
});
