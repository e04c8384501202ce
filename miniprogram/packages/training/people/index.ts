/** 培训情况: who lacks what where this person oversees, by department; a row leads to the record. */
import type { Routes } from '../../../../typings/api';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { rowOf, type TrainingRow } from '../../../services/core/training';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { chipsOf, departmentsOf, type Chip, type Filter } from './lists';

/** Which list is shown; without a department that of all of them. */
interface Choice {
  filter: Filter;
  departmentId: string;
}

const FIRST: Choice = { filter: 'open', departmentId: '' };

type Overview = Routes['training.overview']['output'];

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.training, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    filters: [] as Chip[],
    departments: [] as Chip[],
    rows: [] as TrainingRow[],
    more: false,
  },

  choice: FIRST,
  overview: null as Overview | null,
  cursor: null as string | null,
  fetching: false,

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.readMore();
  },

  input(): Routes['training.overview']['input'] {
    const { filter, departmentId } = this.choice;
    return { filter, ...(departmentId === '' ? {} : { departmentId }) };
  },

  read() {
    const { choice } = this;
    return reading<Overview>(
      `overview ${choice.filter} ${choice.departmentId}`,
      () => call('training.overview', this.input()),
      (overview, state) => {
        // Another list was chosen meanwhile.
        if (choice !== this.choice) return;
        if (overview !== null) {
          this.overview = overview;
          this.cursor = overview.cursor;
        }
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  async readMore() {
    const { cursor, overview, fetching } = this;
    if (cursor === null || overview === null || fetching) return;
    this.fetching = true;
    try {
      const page = await call('training.overview', { ...this.input(), cursor });
      const known = new Set(overview.trainings.map(({ id }) => id));
      const more = page.trainings.filter(({ id }) => !known.has(id));
      this.overview = { ...overview, trainings: [...overview.trainings, ...more] };
      this.cursor = page.cursor;
      this.draw();
    } catch {
      // The next pull to the end tries again.
    } finally {
      this.fetching = false;
    }
  },

  draw(state: object = {}) {
    const { overview, cursor } = this;
    const { filter, departmentId } = this.choice;
    this.setData(
      patch(this.data, {
        ...state,
        filters: chipsOf(filter),
        departments: departmentsOf(overview?.departments ?? [], departmentId),
        rows: (overview?.trainings ?? []).map((card) => rowOf(card, now())),
        more: cursor !== null,
      }),
    );
  },

  choose(choice: Choice) {
    const { overview } = this;
    this.choice = choice;
    // The departments stay while their list is read.
    this.overview = overview === null ? null : { ...overview, trainings: [], cursor: null };
    this.cursor = null;
    this.draw(LOADING);
    void this.read();
  },

  onFilter({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.choose({ ...this.choice, filter: currentTarget.dataset['id'] as Filter });
  },

  onDepartment({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.choose({ ...this.choice, departmentId: String(currentTarget.dataset['id']) });
  },

  onTraining({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.training, { id: detail.id });
  },
});
