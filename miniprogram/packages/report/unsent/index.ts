/** The reports that are still in this phone, each with its state in words and what can be done. */
import type { Draft } from '../../../services/core/draft';
import { draftWords, filesOf, isEmpty, titleOf } from '../../../services/core/draft';
import { drafts } from '../../../services/drafts';
import { dressPage, lookClass } from '../../../services/look';
import { ask, open, PAGES } from '../../../services/phone';
import { ownDrafts } from '../../../services/reporter';
import { now } from '../../../services/session';
import { whenText } from '../../../shared/time';
import { TEXT } from '../../../shared/text';

const t = TEXT.unsent;

const row = (draft: Draft) => ({
  id: draft.id,
  title: titleOf(draft),
  detail: [draft.content.placeText, whenText(draft.createdAt, now()), ...filesOf(draft)]
    .filter((part) => part !== '')
    .join(' · '),
  thumb: draft.photos[0]?.path ?? '',
  icon: draft.voice ? 'mic' : 'camera-off',
  words: draftWords(draft, drafts.working() === draft.id),
  note: draft.note ?? '',
  /** What the one button does. */
  act: draft.state === 'editing' || draft.state === 'blocked' ? ('mend' as const) : ('send' as const),
  button: draft.state === 'editing' ? t.go : draft.state === 'blocked' ? t.mend : t.sendNow,
  working: drafts.working() === draft.id,
});

Page({
  data: { look: lookClass(), t, rows: [] as ReturnType<typeof row>[] },

  stop: null as (() => void) | null,

  onLoad() {
    this.stop = drafts.watch(() => this.show());
  },

  onShow() {
    dressPage();
    this.show();
  },

  onUnload() {
    this.stop?.();
  },

  show() {
    const rows = ownDrafts()
      .filter((draft) => draft.state !== 'sent' && !(draft.state === 'editing' && isEmpty(draft)))
      .map(row);
    this.setData({ look: lookClass(), rows });
  },

  onAct({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id, act } = currentTarget.dataset as { id: string; act: 'mend' | 'send' };
    if (act === 'mend') open(PAGES.camera, { draft: id });
    else drafts.wake();
  },

  async onDrop({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const id = String(currentTarget.dataset['id']);
    if (!(await ask(t.dropAsk, t.dropYes))) return;
    // What was found in a round is open there again, as long as the report is held.
    drafts.takeBack(id);
    drafts.drop(id);
  },
});
