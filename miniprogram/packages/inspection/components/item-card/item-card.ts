/** The item on the screen: place, what to look at, how it should be, what went wrong here. Says `picture`, `scan`, `type`, `shoot`, `unshoot`, `number`, `words` and `order`. */
import type { ItemCard } from '../../round/view';
import { patch } from '../../../../services/core/patch';
import { fill, TEXT } from '../../../../shared/text';

const t = TEXT.inspection;

/** What opens the older problems, or closes them; empty when there are none. */
function moreWords(problems: number, open: boolean): string {
  if (problems < 2) return '';
  return open ? t.pastLess : fill(t.pastMore, { count: problems - 1 });
}

type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;

Component({
  options: { virtualHost: true },
  properties: { card: { type: Object, value: {} as ItemCard } },
  data: {
    t,
    size: { minHeight: 72, maxHeight: 160 },
    /** Whether the older problems are open, and what opens them. */
    open: false,
    /** The item that they are open for. */
    shown: '',
    more: '',
    taken: '',
    /** A picture that could not be shown; the words say the same. */
    broken: '',
  },
  observers: {
    card({ id = '', past = [], photos = [] }: Partial<ItemCard>) {
      const open = this.data.open && id === this.data.shown;
      const taken = photos.length === 0 ? '' : fill(t.shot, { count: photos.length });
      const changes = patch(this.data, { shown: id, open, more: moreWords(past.length, open), taken });
      if (Object.keys(changes).length > 0) this.setData(changes);
    },
  },
  methods: {
    onMore() {
      const open = !this.data.open;
      this.setData({ open, more: moreWords(this.data.card.past.length, open) });
    },
    onPast({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('order', { id: String(currentTarget.dataset['id']) });
    },
    onPicture() {
      this.triggerEvent('picture', { src: this.data.card.picture });
    },
    onBroken() {
      this.setData({ broken: this.data.card.picture });
    },
    onScan() {
      this.triggerEvent('scan');
    },
    onType() {
      this.triggerEvent('type');
    },
    onShoot() {
      this.triggerEvent('shoot');
    },
    onUnshoot({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('unshoot', { id: String(currentTarget.dataset['id']) });
    },
    onNumber({ detail }: Typed) {
      if (detail.value !== this.data.card.number) this.triggerEvent('number', { text: detail.value });
    },
    onWords({ detail }: Typed) {
      if (detail.value !== this.data.card.words) this.triggerEvent('words', { text: detail.value });
    },
  },
});
