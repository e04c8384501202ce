/** Finds the other order that this one is the same as, or has to do with. Says `done` with the order as it is then, and `close`. */
import type { OrderCard, OrderView } from '../../../../../typings/api';
import { call, newId, wait } from '../../../../services/call';
import { CallFailure, reasonOf, sentenceOf } from '../../../../services/core/failure';
import { attemptOf, MAX_REASON, type Attempt } from '../../../../services/core/form';
import { placeText } from '../../../../services/core/order';
import { say } from '../../../../services/phone';
import { TEXT } from '../../../../shared/text';

const t = TEXT.order;

/** Searches wait until nobody typed for this long (ms). */
const PAUSE = 300;

interface Row {
  id: string;
  number: string;
  title: string;
  place: string;
  state: OrderCard['state'];
}

const rowOf = ({ id, number, title, place, state }: OrderCard): Row => ({
  id,
  number,
  title,
  place: placeText(place),
  state,
});

const EMPTY = {
  query: '',
  rows: [] as Row[],
  line: t.chooseOrder as string,
  chosen: '',
  reason: '',
  trouble: '',
  attempt: null as Attempt | null,
};

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    /** `merge` ends this order, `relate` lets both say so. */
    mode: { type: String, value: 'merge' },
    order: { type: Object, value: {} as OrderView },
  },
  data: {
    t: { find: t.findOrder, reason: t.mergeReason },
    heading: '',
    hint: '',
    submit: '',
    most: MAX_REASON,
    /** px; the field grows with what is written. */
    size: { minHeight: 60, maxHeight: 160 },
    /** Which mode and order the sheet is filled in for. */
    about: '',
    busy: false,
    ...EMPTY,
  },
  observers: {
    'mode, order.id'(mode: string, id: string) {
      // An order that was read anew leaves what was typed about it.
      const about = `${mode} ${id}`;
      if (about === this.data.about) return;
      const heading = mode === 'merge' ? t.mergeInto : t.relateTo;
      const hint = mode === 'merge' ? t.mergeHint : t.relateHint;
      this.setData({ ...EMPTY, about, heading, hint, submit: heading.replace('…', '') });
    },
  },
  methods: {
    async onQuery({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      if (detail.value === this.data.query) return;
      const query = detail.value;
      this.setData({ query, trouble: '' });
      await wait(PAUSE);
      if (query === this.data.query) await this.search(query.trim());
    },
    async search(text: string) {
      if (text === '') {
        this.setData({ rows: [], line: t.chooseOrder, chosen: '' });
        return;
      }
      try {
        const { orders } = await call('orders.search', { text });
        if (text !== this.data.query.trim()) return;
        const rows = orders.filter(({ id }) => id !== this.data.order.id).map(rowOf);
        const chosen = rows.some(({ id }) => id === this.data.chosen) ? this.data.chosen : '';
        this.setData({ rows, chosen, line: rows.length === 0 ? t.foundNone : '' });
      } catch (error) {
        this.setData({ rows: [], chosen: '', line: sentenceOf(error) });
      }
    },
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.setData({ chosen: String(currentTarget.dataset['id']), trouble: '' });
    },
    onReason({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      if (detail.value !== this.data.reason) this.setData({ reason: detail.value, trouble: '' });
    },
    onClose() {
      this.triggerEvent('close');
    },
    async onSubmit() {
      const { chosen, busy, mode } = this.data;
      const reason = this.data.reason.trim();
      if (busy) return;
      if (chosen === '' || (mode === 'merge' && reason === '')) {
        this.setData({ trouble: chosen === '' ? t.chooseOrder : TEXT.form.reasonNeeded });
        return;
      }
      this.setData({ busy: true, trouble: '' });
      try {
        const order = await this.send(chosen, reason);
        say(mode === 'merge' ? t.merged : t.relatedDone);
        this.setData(EMPTY);
        this.triggerEvent('done', { order });
      } catch (error) {
        if (error instanceof CallFailure && error.order !== null) {
          this.triggerEvent('done', { order: error.order, line: error.message });
        } else this.setData({ trouble: reasonOf(error) });
      } finally {
        this.setData({ busy: false });
      }
    },
    send(other: string, reason: string): Promise<OrderView> {
      const { id: orderId, rev } = this.data.order;
      const { mode } = this.data;
      const merge = { orderId, rev, into: other, reason };
      const relate = { orderId, to: other };
      const attempt = attemptOf(this.data.attempt, mode === 'merge' ? merge : relate, newId);
      this.setData({ attempt });
      const options = { requestId: attempt.requestId };
      return mode === 'merge' ? call('orders.merge', merge, options) : call('orders.relate', relate, options);
    },
  },
});
