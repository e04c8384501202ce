/** 系统记录了我什么: each kind that is kept, how many, the newest, what for, who sees it and how long. */
import type { KeptKind } from '../../../../typings/api';
import { call } from '../../../services/call';
import { keptCards, type KeptCard } from '../../../services/core/kept';
import { dressPage, lookClass } from '../../../services/look';
import { openContract } from '../../../services/privacy';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';

const PARTS = ['reports', 'work', 'account'] as const;

async function everything(): Promise<KeptKind[]> {
  const parts = await Promise.all(PARTS.map((about) => call('privacy.mine', { about })));
  return parts.flatMap(({ kinds }) => kinds);
}

Page({
  data: { look: lookClass(), t: TEXT.kept, ...LOADING, cards: [] as KeptCard[] },

  onShow() {
    dressPage();
    this.setData({ look: lookClass() });
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<KeptKind[]>(
      'kept',
      everything,
      (kinds, state) =>
        this.setData({ ...state, ...(kinds === null ? {} : { cards: keptCards(kinds, now()) }) }),
      this.data.cards.length > 0,
    );
  },

  onContract() {
    openContract();
  },
});
