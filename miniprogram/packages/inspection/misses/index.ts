/** 漏检: the rounds that were missed or are late where this person oversees; for safety also what no plan covers. */
import type { Routes } from '../../../../typings/api';
import type { Coverage, TaskCard } from '../../../../typings/inspection';
import { call } from '../../../services/call';
import { appended } from '../../../services/core/paged';
import { patch } from '../../../services/core/patch';
import { seesCoverage } from '../../../services/core/task-list';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
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

  onReachBottom() {
    void readingMore(
      this,
      (cursor) => call('tasks.misses', { cursor }),
      ({ tasks, cursor }) => {
        this.tasks = appended(this.tasks, tasks);
        this.cursor = cursor;
        this.draw();
      },
    );
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
