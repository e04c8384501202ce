/** The bar of the order page: one filled button, one outlined, 更多; not my turn: 留言 only. Says `act` and `comment`. */
import type { OrderView } from '../../../../../typings/api';
import { buttons, iconOf, type Buttons } from '../../../../services/core/order';
import { look } from '../../../../services/look';
import { TEXT } from '../../../../shared/text';
import type { Extra } from '../../detail/page';

/** Two labels of so many characters together stand side by side on a narrow phone, and on any phone. */
const SHORT = 7;
const LONG = 10;

/** Two buttons side by side; long ones one below the other where it is narrow, and very long ones everywhere. */
function pairing({ primary, secondary }: Buttons): string {
  if (primary === null || secondary === null) return '';
  const characters = primary.label.length + secondary.label.length;
  if (characters > LONG) return 'paired stacked';
  return characters > SHORT ? 'paired long' : 'paired';
}

Component({
  options: { virtualHost: true },
  properties: {
    order: { type: Object, value: {} as OrderView },
    busy: { type: Boolean, value: false },
    /** What the page offers besides, under 更多. */
    extras: { type: Array, value: [] as Extra[] },
  },
  data: {
    t: { more: TEXT.common.more, comment: TEXT.order.comment, close: TEXT.common.close },
    primary: null as Buttons['primary'],
    secondary: null as Buttons['secondary'],
    more: [] as Buttons['more'],
    icon: '',
    sideIcon: '',
    notMine: '',
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
    order({ actions = [], notMine }: Partial<OrderView>) {
      const shown = buttons(actions);
      this.setData({
        ...shown,
        icon: shown.primary === null ? '' : iconOf(shown.primary),
        sideIcon: shown.secondary === null ? '' : iconOf(shown.secondary),
        notMine: shown.primary === null && shown.secondary === null ? (notMine ?? '') : '',
        paired: pairing(shown),
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
