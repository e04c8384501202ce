/** A 班前会 card: the team reads, answers and signs; whoever leads opens it, shows the code, and ends it with a photo. */
import type { BriefingView, Routes } from '../../../../typings/api';
import { call } from '../../../services/call';
import { decoded } from '../../../services/core/decode';
import { faultOf } from '../../../services/core/failure';
import type { DraftPhoto } from '../../../services/core/draft';
import { patch } from '../../../services/core/patch';
import { PictureRefused } from '../../../services/core/picture';
import { openDocument } from '../../../services/files';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, say, sayWhy } from '../../../services/phone';
import { choosePhotos, keepPhoto, upload } from '../../../services/photos';
import { arrived, LOADING, reading, type ReadState } from '../../../services/reading';
import { scanSignIn } from '../../../services/scan';
import { every, seen, unseen } from '../../../services/seen';
import { now } from '../../../services/session';
import { typedSecret, type SignIn } from '../../../shared/sign-in';
import { TEXT } from '../../../shared/text';
import { cardOf, type CardView } from './view';

/** While people sign in, how often the leader's phone looks who did (ms). */
const WATCH = 8_000;

const t = TEXT.briefing;

type List = Routes['briefings.today']['output'];

/** What the sheet of words asks: the leader's words, why somebody is signed for, why it was not held. */
type Asking = 'say' | 'name' | 'why';

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    card: null as CardView | null,
    none: false,
    others: [] as { id: string; title: string }[],
    busy: false,
    /** Which sheet is open: `digits`, or what is asked for in words. */
    sheet: '',
    /** Who is signed for. */
    named: { id: '', name: '' },
    /** What is in the field of words when it opens. */
    before: '',
    trouble: '',
  },

  /** Of the page's address; empty: whatever is on today. */
  id: '',
  view: null as BriefingView | null,
  /** What this person answered to the quiz here. */
  chosen: '',
  /** The photo of those who are there, until the server has it. */
  photo: null as DraftPhoto | null,

  onLoad(query: Partial<Record<string, string>>) {
    this.id = decoded(query['id'] ?? '');
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    seen(
      this,
      every(WATCH, () => void this.watch()),
    );
    void this.read();
  },

  onHide() {
    unseen(this);
  },

  onUnload() {
    unseen(this);
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    const shown = this.data.read !== 'loading';
    if (this.id === '') {
      const load = (): Promise<List> => call('briefings.today', {});
      return reading<List>('briefings', load, (list, state) => this.showDay(list, state), shown);
    }
    const load = (): Promise<BriefingView> => call('briefings.get', { id: this.id });
    return reading<BriefingView>(this.contentName(), load, (view, state) => this.show(view, state), shown);
  },

  contentName(): string {
    return `briefing:${this.id}`;
  },

  /** The first of the day; from then on the page is about that one. */
  showDay(list: List | null, state: ReadState) {
    const [first, ...others] = list?.briefings ?? [];
    if (list === null) {
      this.setData(patch(this.data, { ...state }));
      return;
    }
    if (first === undefined) {
      this.setData(patch(this.data, { ...state, none: true, card: null }));
      return;
    }
    this.id = first.id;
    this.setData({
      others: others.map(({ id, title, shiftName }) => ({ id, title: `${title} ${shiftName}` })),
    });
    this.show(first, state);
  },

  show(view: BriefingView | null, state: Partial<ReadState> = {}) {
    this.view = view ?? this.view;
    const card = this.view === null ? null : cardOf(this.view, this.chosen, now());
    this.setData(patch(this.data, { ...state, none: false, card }));
  },

  /** Who signed is seen while people sign. */
  async watch() {
    const isWatched = (): boolean => this.view?.state === 'running' && this.view.mine && !this.data.busy;
    if (!isWatched()) return;
    try {
      const view = await call('briefings.get', { id: this.id });
      if (isWatched()) this.show(arrived(this.contentName(), view));
    } catch {
      // The next look tries again.
    }
  },

  /** Does something with the meeting once at a time. @returns whether it was done */
  async act(work: () => Promise<BriefingView>): Promise<boolean> {
    if (this.data.busy) return false;
    this.setData({ busy: true, trouble: '' });
    try {
      this.show(arrived(this.contentName(), await work()));
      return true;
    } catch (error) {
      if (this.data.sheet === '') sayWhy(error);
      else this.setData({ trouble: faultOf(error) });
      void this.read();
      return false;
    } finally {
      this.setData({ busy: false });
    }
  },

  async onScan() {
    const scanned = await scanSignIn();
    if (scanned.kind === 'closed') return;
    if (scanned.kind === 'off') say(t.scanOff);
    else if (scanned.kind === 'foreign' || scanned.signIn.kind !== 'briefing') say(t.scanForeign);
    else await this.sign(scanned.signIn, 'scanned');
  },

  async sign({ id, secret }: Pick<SignIn, 'id' | 'secret'>, means: 'scanned' | 'typed') {
    // Who is on loan signs where they are: the code says which meeting that is.
    const before = this.id;
    this.id = id;
    if (await this.act(() => call('briefings.sign', { id, secret, means }))) {
      this.setData({ sheet: '' });
      say(t.signedNow);
    } else this.id = before;
  },

  onType() {
    this.setData({ sheet: 'digits', trouble: '' });
  },

  onDigits({ detail }: WechatMiniprogram.CustomEvent<{ text: string }>) {
    const secret = typedSecret(detail.text);
    if (secret === null) this.setData({ trouble: t.typeBad });
    else void this.sign({ id: this.id, secret }, 'typed');
  },

  onAnswer({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    if (this.data.busy) return;
    this.chosen = detail.id;
    void this.act(() => call('briefings.answer', { id: this.id, optionId: detail.id }));
  },

  onOpen() {
    void this.act(() => call('briefings.open', { id: this.id }));
  },

  ask(sheet: Asking, before = '') {
    this.setData({ sheet, before, trouble: '' });
  },

  onSay() {
    this.ask('say', this.view?.words?.text);
  },

  onName({ detail }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
    this.setData({ named: detail });
    this.ask('name');
  },

  onExplain() {
    this.ask('why');
  },

  onSheetEnd() {
    this.setData({ sheet: '', trouble: '' });
  },

  async onWords({ detail: { text } }: WechatMiniprogram.CustomEvent<{ text: string }>) {
    const { id } = this;
    const { sheet, named } = this.data;
    const works: Record<Asking, () => Promise<BriefingView>> = {
      say: () => call('briefings.say', { id, text }),
      name: () => call('briefings.name', { id, personId: named.id, reason: text }),
      why: () => call('briefings.explain', { id, reason: text }),
    };
    if (sheet in works && (await this.act(works[sheet as Asking]))) {
      this.onSheetEnd();
      if (sheet === 'why') say(t.whyDone);
    }
  },

  /** One photo, which stays on the phone until the server has it. */
  async onClose() {
    if (this.data.busy) return;
    try {
      if (this.photo === null) {
        const [taken] = await choosePhotos('camera', 1);
        if (taken === undefined) return;
        this.photo = (await keepPhoto(taken.path, taken.source)).photo;
      }
    } catch (error) {
      say(error instanceof PictureRefused ? error.message : t.cameraOff);
      return;
    }
    const { photo } = this;
    const isClosed = await this.act(async () => {
      const { source, takenAt } = photo;
      const sent = { fileId: await upload(photo), source, takenAt };
      return call('briefings.close', { id: this.id, photo: sent });
    });
    if (isClosed) {
      this.photo = null;
      say(t.closed);
    }
  },

  /** 班前会记录 in the phone's viewer, which passes it on. */
  async onRecord() {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      openDocument((await call('briefings.sheet', { id: this.id })).url);
    } catch (error) {
      say(faultOf(error));
    } finally {
      this.setData({ busy: false });
    }
  },

  onPhoto() {
    const { photo = '' } = this.data.card ?? {};
    if (photo !== '') void wx.previewImage({ urls: [photo] });
  },

  onOther({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.briefing, { id: String(currentTarget.dataset['id']) });
  },
});
