/** What a label says of its point: stopped or what is open there, never that it is safe; and the way to report. */
import type { TaskView } from '../../../../typings/inspection';
import { call, newId } from '../../../services/call';
import { CallFailure } from '../../../services/core/failure';
import {
  entrancePage,
  knownPoint,
  labelPage,
  type EntrancePage,
  type LabelPage,
  type PointStatus,
} from '../../../services/core/label';
import type { Area } from '../../../services/core/places';
import { findLabel, pointNamed, type Found } from '../../../services/core/scan';
import { isBeingUsed } from '../../../services/core/task-list';
import { dressPage, lookClass } from '../../../services/look';
import { ask, open, PAGES, sayWhy } from '../../../services/phone';
import { rounds } from '../../../services/rounds';
import { scanLabel } from '../../../services/scan';
import { getPlant, knownPlant, knownSession, now } from '../../../services/session';
import { pointNumber } from '../../../shared/label';
import { fill, TEXT } from '../../../shared/text';

const t = {
  ...TEXT.label,
  emergency: TEXT.home.emergency,
  retry: TEXT.common.retry,
  history: TEXT.inspection.history,
};

/** There is no such point. */
const UNKNOWN: readonly string[] = ['PLACE_UNKNOWN', 'NOT_FOUND', 'BAD_REQUEST'];

const BLANK: LabelPage & EntrancePage = {
  pointId: '',
  areaId: '',
  no: '',
  place: '',
  verdict: '',
  heading: '',
  hint: '',
  stopOrderId: '',
  stopOrder: '',
  open: [],
  none: false,
  useHint: '',
  inside: [],
};

Page({
  data: {
    look: lookClass(),
    t,
    ...BLANK,
    /** `enter`: the number is asked for; `entrance`; `loading`; `ready`; `offline`: nothing is known of now. */
    view: 'enter',
    /** What is wrong with the number that was given. */
    trouble: '',
    /** For a phone that nobody bound; empty for others. */
    guest: '',
    typed: '',
    /** What begins the check before use, or leads on in it. */
    useWord: '',
    /** Why it cannot begin now, or that it goes on all the same; empty unless there is no network. */
    useOffline: '',
    busy: false,
    emergency: false,
  },

  /** The number that is looked at; empty while there is none. */
  asked: '',
  /** The tap that begins a check, until it did: sent again it is the same. */
  tap: null as { id: string; pointId: string } | null,

  onLoad(query: { no?: string; scene?: string; unread?: string }) {
    const text = query.no ?? query.scene;
    if (query.unread !== undefined) this.setData({ trouble: TEXT.home.unreadable });
    if (text !== undefined) void this.find(text);
  },

  onShow() {
    dressPage();
    const guest = knownSession()?.me.kind === 'guest' ? TEXT.guest.first : '';
    this.setData({ look: lookClass(), guest });
    // What was true when the page was left may be over.
    if (this.asked !== '' && this.data.view !== 'loading') void this.read(this.asked);
  },

  /** Looks a code up; an area may be newer than the phone's copy of the plant. */
  async find(text: string) {
    const found = findLabel(text, knownPlant());
    const isNewArea = found.kind === 'unknown' && found.no === '';
    this.take(isNewArea ? findLabel(text, await getPlant().catch(() => null)) : found);
  },

  take(found: Found) {
    if (found.kind === 'point') void this.read(found.point.no);
    else if (found.kind === 'area') this.enter(found.area);
    else if (found.kind === 'foreign') this.askAgain(TEXT.home.unreadable);
    else if (found.no === '') this.askAgain(t.retiredArea);
    else void this.read(found.no);
  },

  /** At an entrance: which of the points inside it is about. */
  enter(area: Area) {
    this.asked = '';
    this.setData({ ...BLANK, ...entrancePage(area, knownPlant()), view: 'entrance', trouble: '' });
  },

  /** Asks for the number. @param trouble - what is wrong with what was given */
  askAgain(trouble: string, typed = '') {
    this.asked = '';
    this.setData({ ...BLANK, view: 'enter', typed, trouble });
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
    const useWord = this.begun(status.point.id) === null ? t.useBegin : t.useGoOn;
    this.setData({ ...labelPage(status, now()), useWord, view: 'ready' });
  },

  /** The check before use that this person began and has not finished. */
  begun(pointId: string): TaskView | null {
    return rounds.tasks().find((task) => isBeingUsed(task, rounds.round(task.id), pointId)) ?? null;
  },

  unknown(no: string) {
    this.askAgain(fill(t.retired, { no }), no);
  },

  /** No answer: the page says so in place of what it said before. */
  missed(no: string, error: unknown) {
    const known = knownPoint(no, knownPlant());
    const isNetwork = error instanceof CallFailure && error.code === 'NETWORK';
    const heading = isNetwork ? t.offline : t.failed;
    this.setData({
      ...{ ...BLANK, no, ...known, view: 'offline', heading, hint: t.offlineHint },
      ...this.useOffline(no),
    });
  },

  /** What is begun goes on without a network; nothing else can be begun, and the page says so before somebody waits. */
  useOffline(no: string): { useOffline: string; useWord: string } {
    const point = pointNamed(no, knownPlant());
    if (point?.beforeUse !== true || knownSession()?.me.kind !== 'person')
      return { useOffline: '', useWord: '' };
    return this.begun(point.id) === null
      ? { useOffline: t.useNeedsNet, useWord: '' }
      : { useOffline: t.useGoesOn, useWord: t.useGoOn };
  },

  onTyped({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ typed: detail.value, trouble: '' });
  },

  onLook() {
    const text = this.data.typed.trim();
    const no = pointNumber(text);
    if (text === '') this.setData({ trouble: TEXT.report.placeHint });
    else if (no === null) this.setData({ trouble: fill(t.unknown, { text }) });
    else void this.read(pointNamed(no, knownPlant())?.no ?? no);
  },

  async onScan() {
    const found = await scanLabel();
    if (found.kind === 'off') this.setData({ trouble: t.scanOff });
    else if (found.kind !== 'closed') this.take(found);
  },

  onInside({ currentTarget }: WechatMiniprogram.BaseEvent) {
    void this.read(String(currentTarget.dataset['no']));
  },

  onAgain() {
    void this.read(this.asked);
  },

  onOther() {
    this.askAgain('');
  },

  onReport() {
    this.report({});
  },

  onStop() {
    this.report({ stop: '1' });
  },

  /** A place that this phone does not know is chosen on the page itself. */
  report(query: Record<string, string>) {
    const { pointId, areaId } = this.data;
    const where = pointId !== '' ? { point: pointId } : areaId !== '' ? { area: areaId } : { choose: '1' };
    open(PAGES.camera, { ...where, ...query });
  },

  onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.order, { id: String(currentTarget.dataset['id']) });
  },

  onHistory() {
    const { pointId, areaId } = this.data;
    open(PAGES.history, pointId === '' ? { areaId } : { pointId });
  },

  async onUse() {
    const { pointId, busy } = this.data;
    const begun = this.begun(pointId);
    if (begun !== null) open(PAGES.round, { id: begun.id });
    if (begun !== null || busy) return;
    this.setData({ busy: true });
    if (this.tap?.pointId !== pointId) this.tap = { id: newId(), pointId };
    try {
      const task = await call('tasks.begin', this.tap);
      this.tap = null;
      rounds.learnOne(task);
      open(PAGES.round, { id: task.id });
    } catch (error) {
      if (error instanceof CallFailure && error.code === 'NETWORK') await this.offerReport();
      else sayWhy(error);
    } finally {
      this.setData({ busy: false });
    }
  },

  /** The tap is kept: with a network it begins the same check. */
  async offerReport() {
    if (await ask(t.useNoNet, t.report)) this.onReport();
  },

  onBind() {
    open(PAGES.bind);
  },

  onEmergency() {
    this.setData({ emergency: true });
  },

  onEmergencyEnd() {
    this.setData({ emergency: false });
  },
});
