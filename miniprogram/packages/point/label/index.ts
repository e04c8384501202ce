/** What a label says of its point: stopped or what is open there, never that it is safe; and the way to report. */
import { call } from '../../../services/call';
import { CallFailure } from '../../../services/core/failure';
import {
  labelPage,
  knownPoint,
  numberOf,
  type LabelPage,
  type PointStatus,
} from '../../../services/core/label';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, say } from '../../../services/phone';
import { getPlant, knownPlant, now } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';

const t = { ...TEXT.label, emergency: TEXT.home.emergency, retry: TEXT.common.retry };

/** There is no such point. */
const UNKNOWN: readonly string[] = ['PLACE_UNKNOWN', 'NOT_FOUND', 'BAD_REQUEST'];

const BLANK: LabelPage = {
  pointId: '',
  no: '',
  place: '',
  verdict: '',
  heading: '',
  hint: '',
  stopOrderId: '',
  stopOrder: '',
  open: [],
  none: false,
};

Page({
  data: {
    look: lookClass(),
    t,
    ...BLANK,
    /** `enter`: the number is asked for; `loading`; `ready`; `offline`: nothing is known of now. */
    view: 'enter',
    /** What is wrong with the number that was given. */
    trouble: '',
    typed: '',
    emergency: false,
  },

  /** The number that is looked at, and whether a person typed it. */
  asked: '',
  isTyped: false,

  onLoad(query: { no?: string; scene?: string; unread?: string }) {
    const text = query.no ?? query.scene;
    if (query.unread !== undefined) this.setData({ trouble: TEXT.home.unreadable });
    if (text !== undefined) void this.read(numberOf(text));
  },

  onShow() {
    dressPage();
    this.setData({ look: lookClass() });
    // What was true when the page was left may be over.
    if (this.asked !== '' && this.data.view !== 'loading') void this.read(this.asked);
  },

  /** Nothing of a point is kept: what is stopped must be known of now, or be looked at on site. */
  async read(no: string) {
    this.asked = no;
    const isSame = this.data.no === no && this.data.view === 'ready';
    const known = knownPoint(no, knownPlant());
    this.setData({ trouble: '', ...(isSame ? {} : { ...BLANK, ...known, view: 'loading' }) });
    getPlant().catch(() => undefined);
    try {
      const status = await call('points.status', { pointNo: no });
      this.show(no, status);
    } catch (error) {
      if (this.asked !== no) return;
      if (error instanceof CallFailure && UNKNOWN.includes(error.code)) this.unknown(no);
      else this.missed(no, error);
    }
  },

  show(no: string, status: PointStatus) {
    if (this.asked !== no) return;
    this.setData({ ...labelPage(status, now()), view: 'ready' });
  },

  unknown(no: string) {
    this.asked = '';
    const trouble = this.isTyped ? fill(t.unknown, { no }) : TEXT.home.unreadable;
    this.setData({ ...BLANK, view: 'enter', typed: this.isTyped ? no : '', trouble });
  },

  /** No answer: the page says so in place of what it said before. */
  missed(no: string, error: unknown) {
    const known = knownPoint(no, knownPlant());
    const isNetwork = error instanceof CallFailure && error.code === 'NETWORK';
    const heading = isNetwork ? t.offline : t.failed;
    this.setData({ ...BLANK, no, ...known, view: 'offline', heading, hint: t.offlineHint });
  },

  onTyped({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ typed: detail.value, trouble: '' });
  },

  onLook() {
    const no = this.data.typed.trim();
    this.isTyped = true;
    if (no === '') this.setData({ trouble: TEXT.report.placeHint });
    else void this.read(numberOf(no));
  },

  async onScan() {
    try {
      const { result, path } = await wx.scanCode({ scanType: ['qrCode', 'wxCode'] });
      const scene = /[?&]scene=([^&]+)/.exec(path)?.[1];
      this.isTyped = false;
      await this.read(numberOf(scene ?? result));
    } catch {
      // The person closed the scanner.
    }
  },

  onAgain() {
    void this.read(this.asked);
  },

  onOther() {
    this.asked = '';
    this.setData({ ...BLANK, view: 'enter', typed: '', trouble: '' });
  },

  onReport() {
    this.report({});
  },

  onStop() {
    this.report({ stop: '1' });
  },

  /** A point that this phone does not know yet is chosen on the page itself. */
  report(query: Record<string, string>) {
    const { pointId } = this.data;
    if (pointId === '') say(TEXT.report.choosePlace);
    open(PAGES.camera, pointId === '' ? query : { point: pointId, ...query });
  },

  onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.order, { id: String(currentTarget.dataset['id']) });
  },

  onEmergency() {
    this.setData({ emergency: true });
  },

  onEmergencyEnd() {
    this.setData({ emergency: false });
  },
});
