/** 动火作业票: what waits for me, what burns now, and everything else; below, the way to ask for one. */
import type { PermitCard } from '../../../../typings/permit-views';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { appliedFor, errands, keptForm, openDraft, wakePermits } from '../../../services/permits';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { every, seen, unseen } from '../../../services/seen';
import { knownPlant, now, whoAmI } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { pendingRow, ticketRow, waitingOf, type KeptCount, type TicketRow } from './rows';

const t = TEXT.permit;

/** How often the times left are told anew (ms). */
const TICK = 30_000;

type Tab = 'waiting' | 'running' | 'all';

/** What a tab shows, as the server told it last. */
interface Listed {
  permits: PermitCard[];
  cursor: string | null;
}

const TABS: { id: Tab; label: string }[] = [
  { id: 'waiting', label: t.waiting },
  { id: 'running', label: t.running },
  { id: 'all', label: t.all },
];

const firstTab = (): Tab => 'waiting';

const noLists = (): Partial<Record<string, Listed>> => ({});

const EMPTY = {
  waiting: [t.emptyWaiting, t.emptyWaitingHint],
  running: [t.emptyRunning, t.emptyRunningHint],
  all: [t.emptyAll, t.emptyAllHint],
} as const;

Page({
  data: {
    look: lookClass(),
    t: { ...t, loadingMore: TEXT.common.loadingMore },
    tabs: TABS,
    ...LOADING,
    tab: firstTab(),
    rows: [] as TicketRow[],
    more: false,
    emptyTitle: '',
    emptyHint: '',
    /** The area that 全部 is narrowed to. */
    area: '',
    choosing: false,
    asking: '',
  },

  lists: noLists(),
  areaId: '',
  fetching: false,

  onLoad() {
    this.lists = noLists();
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    seen(
      this,
      errands.watch(() => this.draw()),
      every(TICK, () => this.draw()),
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
    wakePermits();
    await this.read();
    void wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.readMore();
  },

  /** The name under which the content of the open tab is kept. */
  content(): string {
    return `permits:${this.data.tab}${this.data.tab === 'all' ? this.areaId : ''}`;
  },

  read() {
    const name = this.content();
    return reading<Listed>(
      name,
      () => this.ask(),
      (listed, state) => {
        if (listed !== null) this.lists[name] = listed;
        if (name === this.content()) this.draw(state);
      },
      this.lists[name] !== undefined,
    );
  },

  async ask(cursor: string | null = null): Promise<Listed> {
    const { tab } = this.data;
    if (tab === 'running') return call('permits.list', { tab, cursor });
    if (tab === 'all' && this.areaId !== '')
      return call('permits.list', { tab: 'area', areaId: this.areaId, cursor });
    if (tab === 'all') return call('permits.list', { tab: 'mine', cursor });
    const [mine, toSign] = await Promise.all([
      call('permits.list', { tab: 'mine' }),
      call('permits.list', { tab: 'approve' }),
    ]);
    return { permits: waitingOf(mine.permits, toSign.permits, whoAmI()), cursor: null };
  },

  async readMore() {
    const name = this.content();
    const listed = this.lists[name];
    if (listed === undefined || listed.cursor === null || this.fetching) return;
    this.fetching = true;
    try {
      const { permits, cursor } = await this.ask(listed.cursor);
      const known = new Set(listed.permits.map(({ id }) => id));
      this.lists[name] = {
        permits: [...listed.permits, ...permits.filter(({ id }) => !known.has(id))],
        cursor,
      };
      this.draw();
    } catch {
      // The next pull to the end tries again.
    } finally {
      this.fetching = false;
    }
  },

  keptOf(id: string): KeptCount {
    const all = errands.about(id);
    const refused = all.filter(({ blocked }) => blocked).length;
    return { going: all.length - refused, refused };
  },

  draw(state: object = {}) {
    const { tab } = this.data;
    const listed = this.lists[this.content()];
    const levels = new Map((keptForm()?.rules?.levels ?? []).map(({ id, name }) => [id as string, name]));
    const here = errands
      .all()
      .filter(({ kind, about }) => kind === 'apply' && !listed?.permits.some(({ id }) => id === about))
      .map((one) => pendingRow(one.about, appliedFor(one), levels, one.blocked));
    const rows = (listed?.permits ?? []).map((card) =>
      ticketRow(card, this.keptOf(card.id), whoAmI(), now()),
    );
    const [emptyTitle, emptyHint] = tab === 'all' && this.areaId !== '' ? [t.emptyArea, ''] : EMPTY[tab];
    this.setData(
      patch(this.data, {
        ...state,
        rows: tab === 'running' ? rows : [...here, ...rows],
        more: (listed?.cursor ?? null) !== null,
        emptyTitle,
        emptyHint,
        asking: openDraft() === null ? t.ask : t.askOn,
      }),
    );
  },

  onTab({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const tab = currentTarget.dataset['tab'] as Tab;
    if (tab === this.data.tab) return;
    this.setData({ tab });
    this.show();
  },

  /** What is known of the open tab at once, and what is true now. */
  show() {
    const isKnown = this.lists[this.content()] !== undefined;
    this.draw(isKnown ? {} : LOADING);
    void this.read();
  },

  onArea() {
    this.setData({ choosing: true });
  },

  onAreaEnd() {
    this.setData({ choosing: false });
  },

  onPlace({ detail }: WechatMiniprogram.CustomEvent<{ areaId: string }>) {
    this.areaId = detail.areaId;
    const area = knownPlant()?.areas.find(({ id }) => id === detail.areaId)?.name ?? '';
    this.setData({ choosing: false, area });
    this.show();
  },

  onMine() {
    this.areaId = '';
    this.setData({ area: '' });
    this.show();
  },

  onTicket({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.permit, { id });
  },

  onAsk() {
    open(PAGES.apply);
  },
});
