/** What this person may do with a ticket: the next thing filled, another outlined, the rest under 更多; what is missing stands above. Says `act`. */
import type { Bar } from '../../ticket/view';
import { look } from '../../../../services/look';
import { TEXT } from '../../../../shared/text';

const NO_BAR: Bar = { primary: null, secondary: null, more: [], lacksHead: '', lacks: [] };

Component({
  options: { virtualHost: true },
  properties: { bar: { type: Object, value: NO_BAR }, busy: { type: Boolean, value: false } },
  data: {
    t: { ...TEXT.permit, more: TEXT.common.more, close: TEXT.common.close },
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
    bar() {
      if (this.data.open) this.setData({ open: false });
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
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.onClose();
      this.act(String(currentTarget.dataset['id']));
    },
    onMore() {
      this.setData({ open: true });
    },
    onClose() {
      this.setData({ open: false });
    },
    onPopup({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
  },
});
