/** How many reports are still in this phone; leads to them. Shown on top wherever one can report. */
import { unsentOf } from '../../services/core/queue';
import { drafts } from '../../services/drafts';
import { open, PAGES } from '../../services/phone';
import { fill, TEXT } from '../../shared/text';

const stop = new Map<object, () => void>();

Component({
  options: { virtualHost: true },
  data: { sentence: '', see: TEXT.common.see },
  lifetimes: {
    attached() {
      stop.set(
        this,
        drafts.watch(() => this.show()),
      );
      this.show();
    },
    detached() {
      stop.get(this)?.();
      stop.delete(this);
    },
  },
  methods: {
    show() {
      const { count, blocked } = unsentOf(drafts.all());
      const text = blocked > 0 ? TEXT.unsent.stripBlocked : TEXT.unsent.strip;
      const sentence = count === 0 ? '' : fill(text, { count: blocked > 0 ? blocked : count });
      if (sentence !== this.data.sentence) this.setData({ sentence });
    },
    onTap() {
      open(PAGES.unsent);
    },
  },
});
