/** Why a hazard came back and what is to keep it away, asked in one sheet; sent once however often it is tried. Says `sent` and `close`. */
import type { CauseKind } from '../../../../../typings/repeat';
import { faultOf } from '../../../../services/core/failure';
import { sendOnce } from '../../../../services/intents';
import { say } from '../../../../services/phone';
import { now } from '../../../../services/session';
import { fill, TEXT } from '../../../../shared/text';
import { dueChoices, EMPTY_ROOT, MAX_LINE, missingIn, MOST_WHYS, rootInput } from '../../repeat/lists';

const t = TEXT.repeat;

const CAUSES: readonly CauseKind[] = ['person', 'thing', 'environment', 'management'];

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    repeatId: { type: String, value: '' },
    no: { type: Number, value: 1 },
    /** The order by which it came back: whoever sees it may ask who could take it. */
    orderId: { type: String, value: '' },
    /** What came back, in words. */
    about: { type: String, value: '' },
  },
  data: {
    t,
    most: MAX_LINE,
    mostWhys: MOST_WHYS,
    /** px; the field grows with what is written. */
    size: { minHeight: 60, maxHeight: 112 },
    causes: CAUSES.map((id) => ({ id, name: t.cause[id] })),
    days: [] as { dueAt: number; label: string }[],
    draft: EMPTY_ROOT,
    ownerName: '',
    /** Whether the people to choose from are shown. */
    choosing: false,
    busy: false,
    trouble: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.begin();
    },
  },
  methods: {
    /** What was written stays when the sheet was only closed. */
    begin() {
      const days = dueChoices(now());
      const { draft } = this.data;
      const stands = days.some(({ dueAt }) => dueAt === draft.dueAt);
      const dueAt = stands ? draft.dueAt : (days[1]?.dueAt ?? 0);
      this.setData({ days, trouble: '', choosing: false, draft: { ...draft, dueAt } });
    },
    onCause({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const cause = currentTarget.dataset['id'] as CauseKind;
      this.setData({ 'draft.cause': cause, trouble: '' });
    },
    onWhy({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const index = Number(currentTarget.dataset['index']);
      this.setData({ [`draft.whys[${index}]`]: detail.value, trouble: '' });
    },
    onMoreWhys() {
      this.setData({ 'draft.whys': [...this.data.draft.whys, ''] });
    },
    onMeasure({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ 'draft.measure': detail.value, trouble: '' });
    },
    onChange() {
      this.setData({ choosing: true });
    },
    onPerson({ detail }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
      this.setData({ 'draft.ownerId': detail.id, ownerName: detail.name, choosing: false, trouble: '' });
    },
    onDay({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.setData({ 'draft.dueAt': Number(currentTarget.dataset['due']) });
    },
    onClose() {
      if (this.data.choosing) this.setData({ choosing: false });
      else this.triggerEvent('close');
    },
    async onSend() {
      const { draft, repeatId, no, busy, ownerName } = this.data;
      if (busy) return;
      const input = rootInput(draft, repeatId, no);
      if (input === null) {
        this.setData({ trouble: missingIn(draft) ?? '' });
        return;
      }
      this.setData({ busy: true, trouble: '' });
      try {
        await sendOnce('repeats.answer', input);
        say(fill(t.sent, { name: ownerName }));
        this.setData({ draft: EMPTY_ROOT, ownerName: '' });
        this.triggerEvent('sent');
      } catch (error) {
        this.setData({ trouble: faultOf(error) });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
