/** What this person may do: the next thing filled, another outlined, the rest under 更多; whose turn it is else stands above. Says `act`. */
import { NO_ACTS, pairing, type ActBar } from '../../services/core/act-bar';
import { look } from '../../services/look';
import { TEXT } from '../../shared/text';

Component({
  options: { virtualHost: true },
  properties: { bar: { type: Object, value: NO_ACTS }, busy: { type: Boolean, value: false } },
  data: {
    more: TEXT.common.more,
    paired: '',
    /** A component’s styles do not see the class of the page’s root. */
    large: false,
    open: false,
  },
  lifetimes: {
    attached() {
      this.setData({ large: look().large });
    },
  },
  pageLifetimes: {
    show() {
      this.setData({ large: look().large });
    },
  },
  observers: {
    bar(bar: ActBar) {
      this.setData({ paired: pairing(bar), open: false });
    },
  },
  methods: {
    act(id: string | undefined) {
      if (id !== undefined && !this.data.busy) this.triggerEvent('act', { id });
    },
    onPrimary() {
      this.act(this.data.bar.primary?.id);
    },
    onSecondary() {
      this.act(this.data.bar.secondary?.id);
    },
    onMore() {
      this.setData({ open: true });
    },
    onClose() {
      this.setData({ open: false });
    },
    onChoose({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
      this.onClose();
      this.act(detail.id);
    },
  },
});
