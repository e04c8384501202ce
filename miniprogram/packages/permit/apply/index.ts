/** 申请动火: where, what, who, when. What is filled in stays on the phone, and the application goes out by itself. */
import type { PermitLevelId } from '../../../../typings/permit';
import type { PermitForm } from '../../../../typings/permit-views';
import { call, newId } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import {
  applyFaults,
  MOST,
  newApplication,
  permitInput,
  renewed,
  spanOf,
  watcherChoices,
  workerChoices,
  type ApplyFaults,
  type Choice,
} from './draft';
import type { ApplyValue, PermitDraft } from '../../../services/core/permit';
import { spotOf } from '../../../services/core/places';
import { dressPage, lookClass } from '../../../services/look';
import { handIn, keepDraft, openDraft } from '../../../services/permits';
import { ask, PAGES, say, sayWhy } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { noteRecent } from '../../../services/recent-places';
import { knownPlant, knownSession, now } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';
import { applyPage, type ApplyPage } from './view';

const t = TEXT.permit;

const NO_FAULTS: ApplyFaults = {};

const NO_PAGE: ApplyPage = {
  methods: [],
  levels: [],
  raised: '',
  levelHints: [],
  department: '',
  workerHint: '',
  workers: [],
  days: [],
  hours: [],
  span: '',
  checks: [],
  submitHint: '',
  label: '',
};

const newDraft = (): PermitDraft => ({
  schema: 1,
  id: newId(),
  value: newApplication(knownSession()?.me.departmentId ?? '', now()),
});

type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;

Page({
  data: {
    look: lookClass(),
    t,
    most: MOST,
    size: { minHeight: 56, maxHeight: 140 },
    ...LOADING,
    ...NO_PAGE,
    value: newDraft().value,
    faults: NO_FAULTS,
    begun: false,
    noRules: false,
    /** Which sheet is open: none, `place`, `workers`, `watcher` or `department`. */
    sheet: '',
    heading: '',
    hint: '',
    placeholder: '',
    empty: '',
    rows: [] as Choice[],
    chosen: [] as string[],
    lack: '',
  },

  draft: newDraft(),
  form: null as PermitForm | null,
  query: '',

  onLoad() {
    const kept = openDraft();
    this.draft = kept ?? newDraft();
    this.setData({ begun: kept !== null });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
  },

  read() {
    return reading<PermitForm>(
      'permitForm',
      () => call('permits.rules', {}),
      (form, state) => {
        if (form !== null) {
          this.form = form;
          this.draft = { ...this.draft, value: renewed(this.draft.value, form) };
        }
        this.draw(state);
      },
      this.form !== null,
    );
  },

  draw(state: object = {}) {
    const { form, draft } = this;
    const page = form === null ? NO_PAGE : applyPage(form, knownPlant(), draft.value, now());
    const noRules = form !== null && form.rules === null;
    this.setData(patch(this.data, { ...state, ...page, value: draft.value, noRules }));
    this.list();
  },

  /** Changes what is filled in; on disk when it returns. */
  change(change: Partial<ApplyValue>) {
    this.draft = { ...this.draft, value: { ...this.draft.value, ...change } };
    keepDraft(this.draft);
    this.setData({ begun: true });
    if (Object.keys(this.data.faults).length > 0) this.check();
    this.draw();
  },

  /** What is missing, marked where it is. @returns whether something is */
  check(): boolean {
    const rules = this.form?.rules ?? null;
    if (rules === null) return true;
    const faults = applyFaults(this.draft.value, rules, knownPlant(), now());
    const count = Object.keys(faults).length;
    this.setData({ faults, lack: count === 0 ? '' : fill(t.lacks, { count }) });
    return count > 0;
  },

  onPlaceOpen() {
    this.setData({ sheet: 'place' });
  },

  onPlace({ detail }: WechatMiniprogram.CustomEvent<{ areaId: string; pointId: string | null }>) {
    const spot = spotOf(knownPlant(), detail.areaId, detail.pointId);
    this.setData({ sheet: '' });
    if (spot === null) return;
    const { areaId, pointId, no, text } = spot;
    try {
      noteRecent({ areaId, pointId });
    } catch {
      // A full storage belongs to what is on its way.
    }
    this.change({ areaId, pointId, pointNo: no, placeText: text });
  },

  onText({ currentTarget, detail }: Typed) {
    const field = currentTarget.dataset['field'] as 'words' | 'work' | 'company';
    if (this.draft.value[field] !== detail.value) this.change({ [field]: detail.value });
  },

  onMethod({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.change({ method: String(currentTarget.dataset['id']) });
  },

  onLevel({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.change({ level: currentTarget.dataset['id'] as PermitLevelId });
  },

  onBy({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.change({ by: currentTarget.dataset['by'] === 'contractor' ? 'contractor' : 'department' });
  },

  onDay({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.change({ day: String(currentTarget.dataset['id']) });
  },

  onClock({ detail }: Typed) {
    this.change({ clock: detail.value });
  },

  onHours({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.change({ hours: Number(currentTarget.dataset['id']) });
  },

  onSheet({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const sheet = String(currentTarget.dataset['sheet']);
    this.query = '';
    const heads: Record<string, [string, string, string, string]> = {
      workers: [t.workers, this.data.workerHint, t.findWorker, t.noCertified],
      watcher: [t.chooseWatcher, '', TEXT.form.findPerson, TEXT.form.nobodyFound],
      department: [t.department, '', '', ''],
    };
    const [heading, hint, placeholder, empty] = heads[sheet] ?? ['', '', '', ''];
    this.setData({ sheet, heading, hint, placeholder, empty });
    this.list();
  },

  onSheetEnd() {
    this.setData({ sheet: '' });
  },

  onQuery({ detail }: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.query = detail.text;
    this.list();
  },

  /** What the open sheet offers. */
  list() {
    const { form, query } = this;
    const { value } = this.draft;
    if (form === null) return;
    switch (this.data.sheet) {
      case 'workers':
        this.setData({
          rows: workerChoices(form, query, spanOf(value), now()),
          chosen: value.workers.map(({ certificateId }) => certificateId),
        });
        return;
      case 'watcher':
        this.setData({
          rows: watcherChoices(
            form,
            query,
            value.workers.map(({ personId }) => personId),
          ),
          chosen: [value.watcherId],
        });
        return;
      case 'department':
        this.setData({
          rows: form.departments.map(({ id, name }) => ({ id, name, what: '', trouble: '', missing: '' })),
          chosen: [value.departmentId],
        });
        return;
      default:
    }
  },

  onChoose({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    if (this.data.sheet === 'workers') {
      this.toggle(id);
      return;
    }
    if (this.data.sheet === 'department') this.change({ departmentId: id });
    else {
      const name = this.form?.people.find((one) => one.id === id)?.name ?? '';
      this.change({ watcherId: id, watcherName: name });
    }
    this.setData({ sheet: '' });
  },

  onOff({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.toggle(String(currentTarget.dataset['id']));
  },

  /** Takes somebody on, or off again. */
  toggle(certificateId: string) {
    const { workers } = this.draft.value;
    const others = workers.filter((one) => one.certificateId !== certificateId);
    const found = this.form?.certified.find((one) => one.certificateId === certificateId);
    if (others.length < workers.length || found === undefined) this.change({ workers: others });
    else {
      const { personId, name, validUntil, endsAt } = found;
      this.change({ workers: [...workers, { certificateId, personId, name, validUntil, endsAt }] });
    }
  },

  async onDrop() {
    if (!(await ask(t.dropAsk, t.dropYes))) return;
    this.draft = newDraft();
    keepDraft(null);
    this.setData({ begun: false, faults: {}, lack: '' });
    this.draw();
    void wx.pageScrollTo({ scrollTop: 0 });
  },

  onSubmit() {
    if (this.check()) {
      say(this.data.lack);
      void wx.pageScrollTo({ selector: '.faulty', offsetTop: -12 });
      return;
    }
    const { id } = this.draft;
    try {
      handIn(this.draft, permitInput(this.draft));
    } catch (error) {
      sayWhy(error);
      return;
    }
    void wx.redirectTo({ url: `${PAGES.permit}?id=${id}` });
  },
});
