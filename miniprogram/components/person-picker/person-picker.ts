/** Whom to give an order or a directive to: people on duty first, found by name or post. Says `choose`. */
import type { Routes } from '../../../typings/api';
import { call } from '../../services/call';
import { sentenceOf } from '../../services/core/failure';
import { found, type Candidate } from '../../services/core/people';
import { mayBeGiven } from '../../services/phone';
import { TEXT } from '../../shared/text';

type People = Routes['people.candidates']['output']['people'];

const t = TEXT.form;

/** What is said while the list is not there. */
const LOADING: string = t.loadingPeople;

Component({
  options: { virtualHost: true },
  properties: {
    orderId: { type: String, value: '' },
    /** Everybody, for what belongs to no order. */
    all: { type: Boolean, value: false },
    /** The own department and team, for what anybody may pass on. */
    near: { type: Boolean, value: false },
    /** Whether they are to work: of whom has not been trained it is said, and asked. */
    forWork: { type: Boolean, value: true },
    chosen: { type: String, value: '' },
    /** The id of a person who is not offered. */
    except: { type: String, value: '' },
    /** Whether nobody may be chosen: the person does it themselves. */
    optional: { type: Boolean, value: false },
  },
  data: {
    t,
    untrained: TEXT.training.untrained,
    people: [] as People,
    rows: [] as Candidate[],
    query: '',
    line: LOADING,
    retry: false,
  },
  observers: {
    orderId(orderId: string) {
      if (orderId !== '') void this.read();
    },
    all(all: boolean) {
      if (all) void this.read();
    },
    near(near: boolean) {
      if (near) void this.read();
    },
    except() {
      if (this.data.people.length > 0) this.show();
    },
  },
  methods: {
    async read() {
      this.setData({ line: t.loadingPeople, retry: false });
      try {
        this.setData({ people: await this.candidates() });
        this.show();
      } catch (error) {
        this.setData({ line: `${t.noPeople}（${sentenceOf(error)}）`, retry: true });
      }
    },
    async candidates(): Promise<People> {
      const { orderId, all, near } = this.data;
      if (!near) return (await call('people.candidates', all ? {} : { orderId })).people;
      const { people } = await call('people.colleagues', { forWork: true });
      return people.map((person) => ({ ...person, departmentName: '', onDuty: false }));
    },
    show() {
      const people = this.data.people.filter(({ id }) => id !== this.data.except);
      const rows = found(people, this.data.query);
      this.setData({ rows, line: rows.length === 0 ? t.nobodyFound : '', retry: false });
    },
    onQuery({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ query: detail.value });
      if (this.data.people.length > 0) this.show();
    },
    async onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { id, name } = currentTarget.dataset as { id: string; name: string };
      const row = this.data.rows.find((one) => one.id === id);
      const asks = row !== undefined && this.data.forWork && this.data.chosen !== id;
      if (asks && !(await mayBeGiven(row))) return;
      this.triggerEvent('choose', { id, name });
    },
    onSelf() {
      this.triggerEvent('choose', { id: '', name: '' });
    },
  },
});
