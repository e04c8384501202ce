/** 库管扫码: scan or type a code, look at the person and the thing, hand it out once. Nothing is handed out without a network. */
import type { CounterView } from '../../../../typings/shop';
import { call } from '../../../services/call';
import { faultOf, isPassing } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { pointsWays } from '../../../services/core/points';
import { counterCard, type CounterCard } from '../../../services/core/shop';
import { sendOnce } from '../../../services/intents';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { scanText } from '../../../services/scan';
import { knownSession, now } from '../../../services/session';
import { readGoods } from '../../../shared/goods-code';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.counter;

Page({
  data: {
    look: lookClass(),
    t,
    keeps: true,
    card: null as CounterCard | null,
    done: false,
    /** What the button and the card say of the person. */
    give: '',
    given: '',
    typing: false,
    typeTrouble: '',
    trouble: '',
    busy: false,
  },

  /** What was scanned, and whose it is. */
  code: '',
  view: null as CounterView | null,

  onShow() {
    dressPage();
    const roles = knownSession()?.me.roles;
    const keeps = roles === undefined || pointsWays(roles).counter;
    this.setData(patch(this.data, { look: lookClass(), keeps }));
  },

  show(view: CounterView, done = false) {
    this.view = view;
    const { name } = view.person;
    this.setData({
      card: counterCard(view, now()),
      done,
      give: fill(t.give, { name }),
      given: fill(t.given, { name }),
      trouble: '',
      typing: false,
    });
  },

  async onScan() {
    if (this.data.busy) return;
    const found = await scanText();
    if (found.kind === 'closed') return;
    this.forget();
    if (found.kind === 'off') this.setData({ trouble: t.off });
    else if (readGoods(found.text) === null) this.setData({ trouble: t.foreign });
    else await this.lookUp(found.text.trim());
  },

  onType() {
    this.setData({ typing: true, typeTrouble: '' });
  },

  onTypeEnd() {
    this.setData({ typing: false });
  },

  async onTyped({ detail: { text } }: WechatMiniprogram.CustomEvent<{ text: string }>) {
    const code = readGoods(text)?.digits ?? '';
    if (code === '') {
      this.setData({ typeTrouble: t.typeBad });
      return;
    }
    this.forget();
    this.setData({ typing: false });
    await this.lookUp(code);
  },

  /** The next code begins with an empty counter. */
  forget() {
    this.view = null;
    this.code = '';
    this.setData({ card: null, done: false, trouble: '' });
  },

  async lookUp(code: string) {
    if (this.data.busy) return;
    this.code = code;
    await this.doing(t.lookOffline, async () => this.show(await call('counter.look', { code })));
  },

  async onGive() {
    const { view, code } = this;
    if (view === null || this.data.busy) return;
    const { redemptionId, rev } = view;
    await this.doing(t.offline, async () =>
      this.show(await sendOnce('counter.handOut', { redemptionId, rev, code }), true),
    );
    // What kept it from being handed out shows in how it stands now.
    if (this.data.trouble !== '' && this.data.trouble !== t.offline) {
      const fresh = await call('counter.look', { code }).catch(() => null);
      const { trouble } = this.data;
      if (fresh === null || this.code !== code) return;
      this.show(fresh);
      this.setData({ trouble });
    }
  },

  /** @param offline - what is said when nothing came back */
  async doing(offline: string, work: () => Promise<void>) {
    this.setData({ busy: true, trouble: '' });
    try {
      await work();
    } catch (error) {
      this.setData({ trouble: isPassing(error) ? offline : faultOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },

  onLater() {
    this.forget();
  },

  onShelf() {
    open(PAGES.shelf);
  },
});
