/** Orders under one heading with one button each. Says `order`, `act`, `call`, `direct`, `rest` and `assign`. */
import type { PileView } from '../../../../services/core/pile';
import { TEXT } from '../../../../shared/text';
import { fill } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    pile: { type: Object, value: {} as PileView },
    /** Which buttons a row has: its own action, 打电话, 督办. */
    acts: { type: Boolean, value: true },
    calls: { type: Boolean, value: false },
    directs: { type: Boolean, value: false },
    /** Whether states differ within the pile and are told. */
    mixed: { type: Boolean, value: false },
    /** Whether all of them may be given to one person. */
    assignable: { type: Boolean, value: false },
    /** The order whose telephone number is being looked up. */
    calling: { type: String, value: '' },
    /** Whether the first button of the first row is the page's filled one. */
    leads: { type: Boolean, value: false },
  },
  data: {
    t: { call: TEXT.common.call, direct: TEXT.decisions.direct, allAssign: TEXT.desk.allAssign },
    rest: '',
  },
  observers: {
    pile(pile: Partial<PileView>) {
      const { rest = 0 } = pile;
      this.setData({ rest: rest > 0 ? fill(TEXT.desk.rest, { count: rest }) : '' });
    },
  },
  methods: {
    onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('order', { id: String(currentTarget.dataset['id']) });
    },
    onAct({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { id, act } = currentTarget.dataset as { id: string; act: string };
      this.triggerEvent('act', { id, act });
    },
    onCall({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('call', { id: String(currentTarget.dataset['id']) });
    },
    onDirect({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('direct', { id: String(currentTarget.dataset['id']) });
    },
    onRest() {
      this.triggerEvent('rest');
    },
    onAssign() {
      this.triggerEvent('assign');
    },
  },
});
