/** 漏检: the rounds that were missed or are late where this person oversees; for safety also what no plan covers. */
import type { Routes } from '../../../../typings/api';
import type { Coverage, TaskCard } from '../../../../typings/inspection';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { seesCoverage } from '../../../services/core/task-list';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { knownSession, now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { coverageBlocks, missCard, type CoverageBlock, type MissCard } from './lists';

type List = Routes['tasks.misses']['output'];

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.inspection, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    rows: [] as MissCard[],
    more: false,
    blocks: [] as CoverageBlock[],
  },

  /** As the server told them last. */
  tasks: [] as TaskCard[],
  cursor: null as string | null,
  coverage: null as Coverage | null,
  fetching: false,

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
    void this.readCoverage();
  },

  async onPullDownRefresh() {
    await Promise.all([this.read(), this.readCoverage()]);
    void wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.readMore();
  },

  read() {
    return reading<List>(
      'misses',
      () => call('tasks.misses', {}),
      (list, state) => {
        if (list !== null) {
          this.tasks = list.tasks;
          this.cursor = list.cursor;
        }
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  async readMore() {
    const { cursor, fetching } = this;
    if (cursor === null || fetching) return;
    this.fetching = true;
    try {
      const list = await call('tasks.misses', { cursor });
      const known = new Set(this.tasks.map(({ id }) => id));
      this.tasks = [...this.tasks, ...list.tasks.filter(({ id }) => !known.has(id))];
      this.cursor = list.cursor;
      this.draw();
    } catch {
      // The next pull to the end tries again.
    } finally {
      this.fetching = false;
    }
  },

  /** Below the misses; without it they are told all the same. */
  async readCoverage() {
    if (!seesCoverage(knownSession()?.me.roles ?? [])) return;
    try {
      this.coverage = await call('tasks.coverage', {});
    } catch {
      return;
    }
    this.draw();
  },

  draw(state: object = {}) {
    const rows = this.tasks.map((task) => missCard(task, now()));
    const blocks = this.coverage === null ? [] : coverageBlocks(this.coverage);
    this.setData(patch(this.data, { ...state, rows, more: this.cursor !== null, blocks }));
  },

  onTask({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.round, { id: String(currentTarget.dataset['id']) });
  },
});
