/** 我的: who I am here, how large the letters are, which reminders come, and my points. */
import type { PersonCard, Routes } from '../../../typings/api';
import { makesLabels } from '../../services/core/label';
import { seesMonth } from '../../services/core/task-list';
import { amount, pointsWays } from '../../services/core/points';
import { unsentOf } from '../../services/core/queue';
import { call } from '../../services/call';
import { dressPage, look, lookClass, setLook, type Look } from '../../services/look';
import { open, PAGES, say } from '../../services/phone';
import { reading } from '../../services/reading';
import { isShared, ownDrafts, readColleagues, setShared, sharing } from '../../services/reporter';
import { getSession, knownSession, now, type Session } from '../../services/session';
import { askReminders } from '../../services/subscribe';
import { ROLE_WORDS } from '../../shared/words';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';

type Points = Routes['points.get']['output'];

const t = {
  ...TEXT.me,
  unit: TEXT.home.pointsUnit,
  mine: TEXT.mine.title,
  mineHint: TEXT.mine.hint,
  kept: TEXT.kept.entry,
  keptHint: TEXT.kept.entryHint,
  certificates: TEXT.certificate.entry,
  certificatesHint: TEXT.certificate.entryHint,
  training: TEXT.training.title,
  trainingHint: TEXT.training.rowHint,
  pointsHint: TEXT.points.entryHint,
  counter: TEXT.counter.title,
  counterHint: TEXT.counter.entryHint,
  fund: TEXT.points.fund,
  fundHint: TEXT.points.fundEntry,
  grant: TEXT.points.grant,
  grantHint: TEXT.points.grantEntry,
  papers: TEXT.ledger.title,
  papersHint: TEXT.ledger.entryHint,
  numbers: TEXT.insight.title,
  numbersHint: TEXT.insight.entryHint,
  sharedPhone: TEXT.sharedPhone.title,
  sharedHint: TEXT.sharedPhone.hint,
};

/** How many entries of the points are shown. */
const ENTRIES = 5;

const person = (session: Session | null) => ({
  makesLabels: makesLabels(session?.me.roles),
  numbers: seesMonth(session?.me.roles ?? []),
  ways: pointsWays(session?.me.roles),
  guest: session?.me.kind !== 'person',
  name: session?.me.name ?? '',
  post: [
    session?.me.departmentName,
    session?.me.post,
    ...(session?.me.roles ?? []).map((role) => ROLE_WORDS[role]),
  ]
    .filter((part, index, all) => typeof part === 'string' && part !== '' && all.indexOf(part) === index)
    .join(' · '),
  leader: session?.dutyLeader ?? null,
  reminders: (session?.reminders ?? []).map(({ key, title, left }) => ({
    key,
    title,
    left: left > 0 ? fill(t.remindersLeft, { count: left }) : t.remindersNone,
  })),
});

const entry = ({ id, points, reason, orderNumber, at }: Points['entries'][number]) => ({
  id,
  points: points > 0 ? `+${points}` : String(points),
  reason,
  detail: [orderNumber ?? '', whenText(at, now())].filter((part) => part !== '').join(' · '),
});

Page({
  data: {
    look: lookClass(),
    t,
    ...look(),
    ...sharing(),
    guest: true,
    makesLabels: false,
    numbers: false,
    name: '',
    post: '',
    leader: null as PersonCard | null,
    reminders: [] as ReturnType<typeof person>['reminders'],
    ways: pointsWays(),
    balance: '0',
    entries: [] as ReturnType<typeof entry>[],
    unsent: 0,
  },

  onShow() {
    dressPage();
    this.setData({
      look: lookClass(),
      ...look(),
      ...sharing(),
      ...person(knownSession()),
      unsent: unsentOf(ownDrafts()).count,
    });
    void this.read(false);
  },

  async onPullDownRefresh() {
    await this.read(true);
    void wx.stopPullDownRefresh();
  },

  async read(anew: boolean) {
    // What was known before stays on the page.
    const session = await getSession(anew).catch(() => null);
    if (session === null) return;
    this.setData(person(session));
    if (session.me.kind !== 'person') return;
    await reading<Points>(
      'points',
      () => call('points.get', {}),
      (points) => {
        if (points === null) return;
        this.setData({
          balance: amount(points.balance),
          entries: points.entries.slice(0, ENTRIES).map(entry),
        });
      },
    );
  },

  onBind() {
    open(PAGES.bind);
  },

  onLabels() {
    open(PAGES.sheet);
  },

  onPapers() {
    open(PAGES.ledger);
  },

  onNumbers() {
    open(PAGES.cockpit);
  },

  onMine() {
    open(PAGES.mine);
  },

  onPoints() {
    open(PAGES.points);
  },

  onCounter() {
    open(PAGES.counter);
  },

  onFund() {
    open(PAGES.fund);
  },

  onGrant() {
    open(PAGES.grant);
  },

  onCertificates() {
    open(PAGES.certificates);
  },

  onTraining() {
    open(PAGES.training);
  },

  onKept() {
    open(PAGES.kept);
  },

  /** The list of colleagues is fetched at once: without a network it could not be. */
  onShared({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    setShared(detail.value);
    this.setData({ ...sharing(), unsent: unsentOf(ownDrafts()).count });
    if (isShared()) readColleagues().catch(() => undefined);
  },

  onUnsent() {
    open(PAGES.unsent);
  },

  onLarge({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.changeLook({ large: detail.value });
  },

  onNight({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.changeLook({ dark: detail.value });
  },

  changeLook(change: Partial<Look>) {
    setLook(change);
    dressPage();
    this.setData({ look: lookClass(), ...look() });
  },

  async onReminder({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const accepted = await askReminders([String(currentTarget.dataset['key'])]);
    if (accepted === null || accepted === 0) say(t.remindersOff);
    await getSession(true).catch(() => null);
    this.setData(person(knownSession()));
  },
});
