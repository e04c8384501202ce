/** No network, and how many reports are still in this phone; leads to them. Shown on top wherever one can report. */
import { unsentOf } from '../../services/core/queue';
import { drafts } from '../../services/drafts';
import { open, PAGES } from '../../services/phone';
import { ownDrafts } from '../../services/reporter';
import { fill, TEXT } from '../../shared/text';

/** What each strip stops listening to when it goes. */
const stop = new Map<object, () => void>();

Component({
  options: { virtualHost: true },
  data: { sentence: '', offline: false, t: { offline: TEXT.unsent.offline, see: TEXT.common.see } },
  lifetimes: {
    attached() {
      const quit = drafts.watch(() => this.show());
      const onNetwork = (): void => this.network();
      wx.onNetworkStatusChange(onNetwork);
      stop.set(this, () => {
        quit();
        wx.offNetworkStatusChange(onNetwork);
      });
      this.network();
      this.show();
    },
    detached() {
      stop.get(this)?.();
      stop.delete(this);
    },
  },
  methods: {
    network() {
      wx.getNetworkType({
        success: ({ networkType }) => {
          const offline = networkType === 'none';
          if (offline !== this.data.offline) this.setData({ offline });
        },
      });
    },
    show() {
      const { count, blocked } = unsentOf(ownDrafts());
      const text = blocked > 0 ? TEXT.unsent.stripBlocked : TEXT.unsent.strip;
      const sentence = count === 0 ? '' : fill(text, { count: blocked > 0 ? blocked : count });
      if (sentence !== this.data.sentence) this.setData({ sentence });
    },
    onTap() {
      if (this.data.sentence !== '') open(PAGES.unsent);
    },
  },
});
