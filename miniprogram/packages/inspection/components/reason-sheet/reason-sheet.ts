/** A sentence why: an item does not apply, a number beyond its limits is in order, or somebody else goes on. Says `submit` and `close`. */
import { mayIssue } from '../../../../services/core/directives';
import { knownSession } from '../../../../services/session';
import { TEXT } from '../../../../shared/text';

const t = TEXT.inspection;

/** What is asked, and what the button says. */
const ASKED = {
  na: { title: t.naTitle, hint: t.naHint, submit: t.confirm },
  ok: { title: t.okTitle, hint: t.okHint, submit: t.confirm },
  hand: { title: t.handTitle, hint: t.handHint, submit: t.handOver },
} as const;

const NOBODY = { id: '', name: '' };

Component({
  options: { virtualHost: true },
  properties: {
    /** `na`, `ok` or `hand`; empty: it is closed. */
    kind: { type: String, value: '' },
    /** Who is not offered. */
    except: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    /** What the person should know about the last try. */
    trouble: { type: String, value: '' },
  },
  data: {
    t,
    size: { minHeight: 72, maxHeight: 140 },
    visible: false,
    hands: false,
    /** Who gives nobody orders passes a round on to somebody of the own department. */
    near: true,
    asked: { title: '', hint: '', submit: '' },
    text: '',
    person: NOBODY,
    /** What is missing. */
    missing: '',
  },
  observers: {
    kind(kind: string) {
      const known = Object.entries(ASKED).find(([id]) => id === kind)?.[1];
      if (known === undefined) this.setData({ visible: false });
      else
        this.setData({
          visible: true,
          hands: kind === 'hand',
          near: !mayIssue(knownSession()?.me.roles ?? []),
          asked: known,
          text: '',
          person: NOBODY,
          missing: '',
        });
    },
  },
  methods: {
    onText({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: detail.value, missing: '' });
    },
    onPerson({ detail }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
      this.setData({ person: { id: detail.id, name: detail.name }, missing: '' });
    },
    onSubmit() {
      const { text, hands, person } = this.data;
      const reason = text.trim();
      if (reason === '') this.setData({ missing: t.lack.reason });
      else if (hands && person.id === '') this.setData({ missing: t.handTo });
      else this.triggerEvent('submit', { reason, person });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
