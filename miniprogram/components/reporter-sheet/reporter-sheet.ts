/** Whose report it is, in one tap: 就是我, or a colleague of the list that the phone keeps. Says `choose` and `close`. */
import type { Colleague } from '../../../typings/api';
import { matching, type Present } from '../../services/core/reporter';
import { knownColleagues, readColleagues } from '../../services/reporter';
import { knownSession } from '../../services/session';
import { fill, TEXT } from '../../shared/text';

const t = { ...TEXT.reporter, close: TEXT.common.close };

/** Before the session is known. */
const GUEST: string = t.selfGuest;

const self = (): string => {
  const me = knownSession()?.me;
  return me?.kind === 'person' ? fill(t.self, { name: me.name }) : GUEST;
};

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    /** On a page that draws its own bar. */
    customNav: { type: Boolean, value: false },
    /** The id of who is chosen; empty for oneself. */
    chosen: { type: String, value: '' },
  },
  data: { t, self: GUEST, people: [] as Colleague[], rows: [] as Colleague[], query: '' },
  observers: {
    visible(visible: boolean) {
      if (visible) void this.read();
    },
  },
  methods: {
    async read() {
      this.setData({ self: self(), query: '' });
      this.show(knownColleagues());
      try {
        this.show(await readColleagues());
      } catch {
        // What the phone knows stays; without a list one reports in one's own name.
      }
    },
    show(people: Colleague[]) {
      this.setData({ people, rows: matching(people, this.data.query) });
    },
    onQuery({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ query: detail.value, rows: matching(this.data.people, detail.value) });
    },
    onSelf() {
      this.choose('self');
    },
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { id, name } = currentTarget.dataset as { id: string; name: string };
      this.choose({ id, name });
    },
    choose(who: Present) {
      this.triggerEvent('choose', { who });
    },
    onClose() {
      this.triggerEvent('close');
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
  },
});
