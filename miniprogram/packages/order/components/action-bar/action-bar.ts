/** The bar of the order page: one filled button, one outlined, 更多; not my turn: 留言 only. Says `act` and `comment`. */
import type { OrderView } from '../../../../../typings/api';
import { buttons, iconOf, type Buttons } from '../../../../services/core/order';
import { TEXT } from '../../../../shared/text';

/** Secondary labels up to this length keep one line beside a filled button. */
const SHORT = 5;

Component({
  options: { virtualHost: true },
  properties: {
    order: { type: Object, value: {} as OrderView },
    busy: { type: Boolean, value: false },
  },
  data: {
    t: { more: TEXT.common.more, comment: TEXT.order.comment, close: TEXT.common.close },
    primary: null as Buttons['primary'],
    secondary: null as Buttons['secondary'],
    more: [] as Buttons['more'],
    icon: '',
    sideIcon: '',
    notMine: '',
    stacked: false,
    open: false,
  },
  observers: {
    order({ actions = [], notMine }: Partial<OrderView>) {
      const shown = buttons(actions);
      this.setData({
        ...shown,
        icon: shown.primary === null ? '' : iconOf(shown.primary),
        sideIcon: shown.secondary === null ? '' : iconOf(shown.secondary),
        notMine: actions.length === 0 ? (notMine ?? '') : '',
        stacked: (shown.secondary?.label.length ?? 0) > SHORT,
        open: false,
      });
    },
  },
  methods: {
    onPrimary() {
      this.act(this.data.primary?.id);
    },
    onSecondary() {
      this.act(this.data.secondary?.id);
    },
    onMore() {
      this.setData({ open: true });
    },
    onClose() {
      this.setData({ open: false });
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.onClose();
      this.act(String(currentTarget.dataset['id']));
    },
    onComment() {
      this.onClose();
      this.triggerEvent('comment');
    },
    act(id: string | undefined) {
      if (id !== undefined && !this.data.busy) this.triggerEvent('act', { id });
    },
  },
});
