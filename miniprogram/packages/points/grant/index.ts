/** 给人加分: points by hand with a reason, and those that wait for a decision or were given before. */
import type { Routes } from '../../../../typings/api';
import type { GrantView } from '../../../../typings/points';
import { call } from '../../../services/call';
import { faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { grantCard, grantLacks, wholeNumber, type GrantCard } from '../../../services/core/points';
import { sendOnce } from '../../../services/intents';
import { dressPage, lookClass } from '../../../services/look';
import { ask, say } from '../../../services/phone';
import { arrived, LOADING, reading } from '../../../services/reading';
import { now, whoAmI } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';

type Grants = Routes['points.grants']['output'];

const t = TEXT.points;

/** What the button says before it can name anybody. */
const GO: string = t.grantGoEmpty;

const EMPTY = { personId: '', name: '', points: '', reason: '' };

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    ...EMPTY,
    /** What the button says. */
    go: GO,
    choosing: false,
    waiting: [] as GrantCard[],
    mine: [] as GrantCard[],
    /** The grant that is about to be refused, and why. */
    refusing: '',
    why: '',
    whyTrouble: '',
    trouble: '',
    busy: false,
  },

  grants: [] as GrantView[],

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<Grants>(
      'points.grants',
      () => call('points.grants', {}),
      (answer, state) => {
        if (answer !== null) this.grants = answer.grants;
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  draw(state: object = {}) {
    const cards = this.grants.map((grant) => grantCard(grant, whoAmI(), now()));
    this.setData(
      patch(this.data, {
        ...state,
        waiting: cards.filter(({ decides }) => decides),
        mine: cards.filter(({ decides }) => !decides),
      }),
    );
  },

  learn(grant: GrantView) {
    const grants = this.grants.some(({ id }) => id === grant.id)
      ? this.grants.map((one) => (one.id === grant.id ? grant : one))
      : [grant, ...this.grants];
    this.grants = arrived('points.grants', { grants }).grants;
    this.draw();
  },

  fillIn(change: Partial<typeof EMPTY>) {
    const { name, points } = { ...this.data, ...change };
    const count = wholeNumber(points);
    const go = name === '' || count === null || count === 0 ? GO : fill(t.grantGo, { name, points: count });
    this.setData({ ...change, go, trouble: '' });
  },

  onChoosing() {
    this.setData({ choosing: true });
  },

  onChoosingEnd() {
    this.setData({ choosing: false });
  },

  onPerson({ detail: { id, name } }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
    this.fillIn({ personId: id, name });
    this.onChoosingEnd();
  },

  onPoints({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.fillIn({ points: detail.value });
  },

  onReason({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.fillIn({ reason: detail.value });
  },

  async onGrant() {
    const { personId, name, points, reason, busy } = this.data;
    if (busy) return;
    const trouble = grantLacks(personId, points, reason);
    this.setData({ trouble });
    if (trouble !== '') return;
    await this.doing(async () => {
      const input = { personId, points: wholeNumber(points) ?? 0, reason: reason.trim() };
      const grant = await sendOnce('points.grant', input);
      this.fillIn(EMPTY);
      this.learn(grant);
      say(grant.state === 'waiting' ? t.grantWaits : fill(t.grantDone, { name }));
    });
  },

  /** What fails is said on the page, and what was filled in stays. */
  async doing(work: () => Promise<void>) {
    this.setData({ busy: true, trouble: '' });
    try {
      await work();
    } catch (error) {
      this.setData({ trouble: faultOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },

  async onApprove({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const grant = this.grants.find((one) => one.id === id);
    if (grant === undefined || this.data.busy) return;
    const { to, points } = grant;
    if (!(await ask(fill(t.approveAsk, { name: to.name, points }), t.approve))) return;
    await this.decide({ grantId: id, approve: true, reason: '' });
  },

  onRefuse({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.setData({ refusing: id, why: '', whyTrouble: '' });
  },

  onRefuseEnd() {
    this.setData({ refusing: '' });
  },

  onWhy({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ why: detail.value, whyTrouble: '' });
  },

  async onRefused() {
    const { refusing, why, busy } = this.data;
    if (busy) return;
    if (why.trim() === '') {
      this.setData({ whyTrouble: t.grantLacksReason });
      return;
    }
    await this.decide({ grantId: refusing, approve: false, reason: why.trim() });
    if (this.data.trouble === '') this.onRefuseEnd();
    else this.setData({ whyTrouble: this.data.trouble });
  },

  decide(input: Routes['points.decide']['input']) {
    return this.doing(async () => {
      this.learn(await sendOnce('points.decide', input));
      say(t.decided);
    });
  },
});
