/** What a page shows when its content is not there: skeleton, nothing to do, or not read. Says `retry` and `act`. */
import { TEXT } from '../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    /** `loading`, `stale`, `failed`, `empty`; anything else shows nothing. */
    kind: { type: String, value: '' },
    heading: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** Of `stale` and `failed`: whether reading again may help. */
    again: { type: Boolean, value: true },
    /** What the button of `empty` says; no button without it. */
    act: { type: String, value: '' },
    /** Of `empty`: a tick when nothing is left to do. */
    icon: { type: String, value: 'tick' },
    /** The page that the skeleton stands for: `cards` with a picture each, `tasks`, `words`, or `order`. */
    shape: { type: String, value: 'cards' },
    /** How many cards the skeleton has. */
    rows: { type: Number, value: 3 },
  },
  data: {
    retry: TEXT.common.retry,
    skeleton: [
      { width: '52%', height: '18px' },
      { width: '70%', height: '12px' },
      { width: '40%', height: '12px' },
    ],
    short: [
      { width: '44%', height: '18px' },
      { width: '66%', height: '12px' },
    ],
    late: false,
    cards: [1, 2, 3],
  },
  lifetimes: {
    attached() {
      // Most content is there sooner; a skeleton that flashes disturbs.
      setTimeout(() => this.setData({ late: true }), 300);
    },
  },
  observers: {
    rows(rows: number) {
      this.setData({ cards: Array.from({ length: rows }, (_, index) => index) });
    },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry');
    },
    onAct() {
      this.triggerEvent('act');
    },
  },
});
