/** The duty leader's card: until when they answer for the plant, what needs a person before that, and whom to call. */
import type { NightCard } from '../../../../typings/api';
import { call } from '../../../services/call';
import { callAbout } from '../../../services/contact';
import { isLate } from '../../../services/core/light';
import { nightPage } from '../../../services/core/night';
import { patch } from '../../../services/core/patch';
import { dressPage, look, lookClass, setLook } from '../../../services/look';
import { open, PAGES, sayWhy } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { every, seen, unseen } from '../../../services/seen';
import { now, whoAmI } from '../../../services/session';
import { TEXT } from '../../../shared/text';

/** How often the times left are told anew (ms). */
const TICK = 30_000;

const NOTHING: NightCard = { turn: null, now: [], later: 0, people: [] };

Page({
  data: {
    look: lookClass(),
    t: TEXT.night,
    ...LOADING,
    ...nightPage(NOTHING, '', 0),
    calling: '',
    /** It is dark outside: the colours for the night are offered, never forced. */
    dim: false,
  },

  /** As the server told it last. */
  card: NOTHING,

  onShow() {
    this.dress();
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

  dress() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass(), dim: !look().dark && isLate(now()) }));
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<NightCard>(
      'night',
      () => call('night.get', {}),
      (card, state) => {
        if (card !== null) this.card = card;
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  draw(state: object = {}) {
    this.setData(patch(this.data, { ...state, ...nightPage(this.card, whoAmI(), now()) }));
  },

  onDim() {
    setLook({ dark: true });
    this.dress();
  },

  onOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.order, { id: detail.id });
  },

  onAct({ detail: { id, act } }: WechatMiniprogram.CustomEvent<{ id: string; act: string }>) {
    open(PAGES.order, act === '' ? { id } : { id, act });
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
});
