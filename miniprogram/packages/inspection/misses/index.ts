/** 漏检: the rounds that were missed or are late where this person oversees, and how the month went; for safety also what no plan covers. */
import type { InspectionMonth, Routes } from '../../../../typings/api';
import type { Coverage, TaskCard } from '../../../../typings/inspection';
import { call } from '../../../services/call';
import { appended } from '../../../services/core/paged';
import { patch } from '../../../services/core/patch';
import { seesCoverage, seesMonth } from '../../../services/core/task-list';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { getSession, knownSession, now } from '../../../services/session';
import { isoDay } from '../../../shared/time';
import { TEXT } from '../../../shared/text';
import { coverageBlocks, missCard, type CoverageBlock, type MissCard } from './lists';
import { monthBlock } from './month';

type List = Routes['tasks.misses']['output'];

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.inspection, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    rows: [] as MissCard[],
    more: false,
    blocks: [] as CoverageBlock[],
    /** The numbers of the month did not come, and none are kept. */
    monthFailed: false,
  },

  /** As the server told them last. */
  tasks: [] as TaskCard[],
  cursor: null as string | null,
  coverage: null as Coverage | null,
  month: null as InspectionMonth | null,
  fetching: false,

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
    void this.readBelow();
  },

  async onPullDownRefresh() {
    await Promise.all([this.read(), this.readBelow()]);
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

  /** What stands below the misses, as far as it is for this person. */
  async readBelow() {
    const session = knownSession() ?? (await getSession().catch(() => null));
    const roles = session?.me.roles ?? [];
    await Promise.all([
      seesMonth(roles) ? this.readMonth() : null,
      seesCoverage(roles) ? this.readCoverage() : null,
    ]);
  },

  readMonth() {
    return reading<InspectionMonth>(
      'insight.month',
      () => call('insight.inspections', { month: isoDay(now()).slice(0, 'yyyy-mm'.length) }),
      (month, { read }) => {
        this.month = month ?? this.month;
        this.draw({ monthFailed: read === 'failed' });
      },
      this.month !== null,
    );
  },

  /** Without it the misses are told all the same. */
  async readCoverage() {
    try {
      this.coverage = await call('tasks.coverage', {});
    } catch {
      return;
    }
    this.draw();
  },

  draw(state: object = {}) {
    const rows = this.tasks.map((task) => missCard(task, now()));
    const blocks = [
      ...(this.month === null ? [] : [monthBlock(this.month)]),
      ...(this.coverage === null ? [] : coverageBlocks(this.coverage)),
    ];
    this.setData(patch(this.data, { ...state, rows, more: this.cursor !== null, blocks }));
  },

  onTask({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.round, { id: String(currentTarget.dataset['id']) });
  },
});
