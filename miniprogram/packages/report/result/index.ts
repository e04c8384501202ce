/** 已收到, or 已存在手机里: what became of the report that was just made, and five seconds to take it back. */
import type { PersonCard, SimilarOrder } from '../../../../typings/api';
import type { ScreeningAnswer } from '../../../../typings/config';
import { call } from '../../../services/call';
import type { Draft } from '../../../services/core/draft';
import { draftWords, filesOf, titleOf } from '../../../services/core/draft';
import { showsPeople } from '../../../services/core/faces';
import { HOLD } from '../../../services/core/hold';
import type { Asked } from '../../../services/core/screening';
import { offerOf, sameCard, type SameCard } from '../../../services/core/similar';
import { drafts } from '../../../services/drafts';
import { dressPage, lookClass } from '../../../services/look';
import { dial, open, PAGES, say } from '../../../services/phone';
import { knownPlant, knownSession, now } from '../../../services/session';
import { findSimilar } from '../../../services/similar';
import { askReminders } from '../../../services/subscribe';
import { clockText, whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import { askNow, forgetOthers, keepAnswer } from './screening';

const t = {
  ...TEXT.result,
  call: TEXT.common.call,
  waiting: TEXT.draft.waiting,
  faces: TEXT.shots.faces,
  hideFaces: TEXT.shots.hideFaces,
  nameless: TEXT.nameless.afterSend,
  guest: TEXT.guest.after,
  guestHint: TEXT.guest.afterHint,
  bind: TEXT.guest.bind,
  joined: TEXT.same.joined,
  joining: TEXT.same.joining,
  join: TEXT.same.yes,
  differs: TEXT.same.no,
};

/** The reminders that a reporter wants. */
const REMINDERS = ['progress', 'verify'];

/** `going`: on its way; `kept`: it waits in the phone; `sent`: it has a number. */
type Mode = 'going' | 'kept' | 'sent' | 'gone';

function modeOf(draft: Draft | null, online: boolean): Mode {
  if (draft === null) return 'gone';
  if (draft.state === 'sent') return 'sent';
  return !online || draft.attempts > 0 || draft.state === 'blocked' ? 'kept' : 'going';
}

Page({
  data: {
    look: lookClass(),
    t,
    mode: 'going',
    title: '',
    place: '',
    when: '',
    thumb: '',
    icon: 'camera-off',
    words: '',
    note: '',
    number: '',
    owner: '',
    due: '',
    person: null as PersonCard | null,
    /** Seconds that 撤回 is still offered. */
    seconds: 0,
    /** The question about 疑似重大 that stands on the page; null when none does. */
    ask: null as Asked | null,
    /** An order that may be about the same; null when there is none, or it was answered. */
    same: null as SameCard | null,
    /** It joins that order, or did. */
    joined: false,
    /** Somebody's face may be on a picture: 遮脸 is offered as long as it may be taken back. */
    faces: false,
    leader: null as PersonCard | null,
    asked: false,
    /** It gives no name: no reminders come, and only its key leads to it. */
    nameless: false,
    /** Nobody bound this phone: it is offered once the report is on its way. */
    guest: false,
  },

  draftId: '',
  online: true,
  stop: null as (() => void) | null,
  timer: 0,
  told: false,
  /** What it may be the same as, best first; the first one is asked about. */
  offers: [] as SimilarOrder[],

  onLoad(query: { id?: string }) {
    this.draftId = query.id ?? '';
    // What the page before said would cover who has the report now.
    void wx.hideToast();
    this.setData({ look: lookClass(), leader: knownSession()?.dutyLeader ?? null });
    const draft = drafts.get(this.draftId);
    if (draft !== null) forgetOthers(draft);
    this.stop = drafts.watch(() => this.show());
    this.timer = setInterval(() => this.count(), 1_000);
    void wx.getNetworkType().then(({ networkType }) => {
      this.online = networkType !== 'none';
      this.show();
    });
    this.show();
    if (draft?.state === 'held') void this.compare(draft);
  },

  onShow() {
    dressPage();
    this.setData({ guest: knownSession()?.me.kind === 'guest' });
  },

  onUnload() {
    this.stop?.();
    clearInterval(this.timer);
  },

  show() {
    const draft = drafts.get(this.draftId);
    const mode = modeOf(draft, this.online);
    if (draft === null) {
      this.setData({ mode });
      return;
    }
    const { content, photos, receipt, createdAt, note, join = null } = draft;
    const [offer] = this.offers;
    const ask = askNow(draft);
    const isSame = offer !== undefined && ask === null && draft.hold?.open.includes('same') === true;
    const nameless = content.visibility === 'anonymous';
    this.setData({
      mode,
      nameless,
      ask,
      same: isSame && draft.state === 'held' ? sameCard(offer, draft, now()) : null,
      joined: join !== null,
      title: titleOf(draft),
      place: content.placeText,
      when: [clockText(createdAt), ...filesOf(draft)].join(' · '),
      thumb: photos[0]?.path ?? '',
      icon: draft.voice ? 'mic' : 'camera-off',
      faces: photos.length > 0 && showsPeople(knownPlant(), content.templateId),
      words: draftWords(draft, drafts.working() === draft.id),
      note: note ?? '',
      number: receipt === null ? '' : fill(t.number, { number: receipt.number }),
      owner: receipt?.owner.name ?? '',
      due: receipt === null ? '' : fill(t.replyBy, { time: whenText(receipt.dueAt, now()) }),
    });
    this.count();
    if (receipt !== null && !this.told) {
      this.told = true;
      if (!nameless) this.readOwner(receipt.id).catch(() => undefined);
    }
  },

  count() {
    const draft = drafts.get(this.draftId);
    const left = draft?.state === 'held' ? draft.sendAt - Date.now() : 0;
    const seconds = Math.min(HOLD / 1_000, Math.max(0, Math.ceil(left / 1_000)));
    if (seconds !== this.data.seconds) this.setData({ seconds });
  },

  /** The owner's telephone number, for 打电话. */
  async readOwner(orderId: string) {
    const { people } = await call('orders.get', { orderId });
    this.setData({ person: people.owner });
  },

  /** Asks about orders that may be the same, as long as the report is held. */
  async compare(draft: Draft) {
    const offers = await findSimilar(draft);
    if (offers.length === 0 || !drafts.ask(draft.id, 'same')) return;
    this.offers = offers;
    this.show();
  },

  onJoin() {
    const draft = drafts.get(this.draftId);
    const [offer] = this.offers;
    if (draft === null || offer === undefined) return;
    void wx.vibrateShort({ type: 'light' });
    this.offers = [];
    drafts.join(draft.id, offerOf(offer, draft, knownPlant()));
  },

  onDiffer() {
    this.offers = this.offers.slice(1);
    drafts.answer(this.draftId, 'same', this.offers.length > 0);
  },

  onAnswer({ detail }: WechatMiniprogram.CustomEvent<{ answer: ScreeningAnswer }>) {
    const draft = drafts.get(this.draftId);
    const { ask } = this.data;
    if (draft === null || ask === null) return;
    void wx.vibrateShort({ type: 'light' });
    if (keepAnswer(draft, ask.questionId, detail.answer)) say(TEXT.screening.told);
  },

  onUndo() {
    if (!drafts.takeBack(this.draftId)) return;
    void wx.redirectTo({ url: `${PAGES.camera}?draft=${this.draftId}` });
  },

  /** Takes it back to the camera, where the picture is opened to be marked. */
  onFaces() {
    if (!drafts.takeBack(this.draftId)) return;
    void wx.redirectTo({ url: `${PAGES.camera}?draft=${this.draftId}&faces=1` });
  },

  async onNotify() {
    const accepted = await askReminders(REMINDERS);
    this.setData({ asked: true });
    say(accepted === null || accepted === 0 ? TEXT.me.remindersOff : t.notified);
  },

  onOrder() {
    const follow = this.data.nameless ? `&follow=${this.draftId}` : '';
    const id = drafts.get(this.draftId)?.receipt?.id ?? this.draftId;
    void wx.redirectTo({ url: `${PAGES.order}?id=${id}${follow}` });
  },

  onAgain() {
    void wx.redirectTo({ url: PAGES.camera });
  },

  onBind() {
    open(PAGES.bind);
  },

  onHome() {
    void wx.switchTab({ url: PAGES.home });
  },

  onCallLeader() {
    dial(this.data.leader?.phone ?? knownSession()?.plant.emergencyPhone ?? null);
  },
});
