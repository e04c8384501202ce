/** A certificate: written down by safety, or changed; a new one stays on the phone until the server has it. */
import type { PermitForm } from '../../../../typings/permit-views';
import type { CertificateView } from '../../../../typings/certificate';
import { call, newId } from '../../../services/call';
import { keepCertificate, openCertificate, saveCertificate, type CertificateList } from './certificates';
import {
  CERTIFICATE_MOST,
  certificateDraft,
  certificateFaults,
  certificateFaultsFrom,
  newCertificate,
  type CertificateDraft,
  type CertificateFaults,
  type CertificateValue,
} from './draft';
import type { DraftPhoto } from '../../../services/core/draft';
import { CallFailure, faultOf, sentenceOf } from '../../../services/core/failure';
import { attemptOf, type Attempt } from '../../../services/core/form';
import { patch } from '../../../services/core/patch';
import { dayWords, watcherChoices, type Choice } from '../apply/draft';
import { EMPTY_SHEET, NO_SHEET, type SheetForm, type SheetValue } from '../ticket/sheet';
import { dressPage, lookClass } from '../../../services/look';
import { leave, say } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { isoDay } from '../../../shared/time';
import { TEXT } from '../../../shared/text';

const t = TEXT.certificate;

const NO_FAULTS: CertificateFaults = {};

/** As far ahead as a certificate may count. */
const LAST_DAY = '2099-12-31';
const FIRST_DAY = '2000-01-01';

const RETIRE: SheetForm = {
  ...NO_SHEET,
  action: 'withdraw',
  title: t.retireTitle,
  submit: t.retire,
  words: 'needed',
  wordsHint: t.retireHint,
};

type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;

Page({
  data: {
    look: lookClass(),
    t: { ...t, change: TEXT.form.change, companyHint: TEXT.permit.companyHint, find: TEXT.form.findPerson },
    most: CERTIFICATE_MOST,
    ...LOADING,
    isNew: true,
    /** It was taken out of use, or never was. */
    gone: false,
    value: newCertificate('').value,
    kinds: [] as (Choice & { on: boolean })[],
    /** The days that were chosen, in words. */
    days: { issuedAt: '', validUntil: '', reviewDue: '' },
    today: '',
    first: FIRST_DAY,
    last: LAST_DAY,
    faults: NO_FAULTS,
    picking: false,
    rows: [] as Choice[],
    chosen: [] as string[],
    retiring: false,
    form: RETIRE,
    reason: EMPTY_SHEET,
    busy: false,
    trouble: '',
    retireTrouble: '',
  },

  draft: newCertificate(''),
  id: '',
  query: '',
  list: null as CertificateList | null,
  before: null as CertificateView | null,
  people: null as PermitForm | null,
  retireAttempt: null as Attempt | null,

  onLoad({ id = '' }: { id?: string }) {
    this.id = id;
    if (id === '') this.draft = openCertificate();
    void wx.setNavigationBarTitle({ title: id === '' ? t.fresh : t.edit });
    this.setData({ isNew: id === '', today: isoDay(now()) });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
  },

  /** Which kinds there are, the certificate itself, and whom it may be of. */
  async read() {
    await reading<CertificateList>(
      'certificates',
      () => call('certificates.list', {}),
      (list, state) => {
        if (list !== null) this.take(list);
        this.draw(state);
      },
      this.list !== null,
    );
    await reading<PermitForm>(
      'permitForm',
      () => call('permits.rules', {}),
      (form) => {
        this.people = form ?? this.people;
        this.offer(this.query);
      },
    );
  },

  /** What is being edited is not overwritten by what is read again. */
  take(list: CertificateList) {
    this.list = list;
    if (this.id === '' || this.before !== null) return;
    this.before = list.certificates.find(({ id }) => id === this.id) ?? null;
    if (this.before !== null) this.draft = certificateDraft(this.before);
  },

  draw(state: object = {}) {
    const { value } = this.draft;
    const kinds = (this.list?.kinds ?? []).map(({ id, name }) => ({
      ...{ id, name, what: '', trouble: '' },
      on: id === value.kindId,
    }));
    const said = (day: string): string => (day === '' ? '' : dayWords(day));
    const days = {
      issuedAt: said(value.issuedAt),
      validUntil: said(value.validUntil),
      reviewDue: said(value.reviewDue),
    };
    const gone = this.id !== '' && this.list !== null && this.before === null;
    this.setData(patch(this.data, { ...state, value, kinds, days, gone }));
  },

  change(change: Partial<CertificateValue>) {
    this.keep({ ...this.draft, value: { ...this.draft.value, ...change } });
    if (Object.keys(this.data.faults).length > 0) this.setData({ faults: certificateFaults(this.draft) });
    this.draw({ trouble: '' });
  },

  /** One that is there already is read again instead. */
  keep(draft: CertificateDraft) {
    this.draft = draft;
    if (this.id === '') keepCertificate(draft);
  },

  onOwn({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.change({ own: currentTarget.dataset['own'] === 'yes' });
  },

  onText({ currentTarget, detail }: Typed) {
    const field = currentTarget.dataset['field'] as 'name' | 'company' | 'number';
    if (this.draft.value[field] !== detail.value) this.change({ [field]: detail.value });
  },

  onKind({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.change({ kindId: String(currentTarget.dataset['id']) });
  },

  onDay({ currentTarget, detail }: Typed) {
    const field = currentTarget.dataset['field'] as 'issuedAt' | 'validUntil' | 'reviewDue';
    this.change({ [field]: detail.value });
  },

  onNoReview() {
    this.change({ reviewDue: '' });
  },

  onPhotos({ detail }: WechatMiniprogram.CustomEvent<{ photos: DraftPhoto[] }>) {
    this.change({ photos: detail.photos });
  },

  onPerson() {
    this.setData({ picking: true, chosen: [this.draft.value.personId] });
    this.offer('');
  },

  offer(query: string) {
    this.query = query;
    this.setData({ rows: this.people === null ? [] : watcherChoices(this.people, query, []) });
  },

  onQuery({ detail }: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.offer(detail.text);
  },

  onPick({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const name = this.people?.people.find((one) => one.id === id)?.name ?? '';
    this.setData({ picking: false });
    this.change({ personId: id, personName: name });
  },

  onPickEnd() {
    this.setData({ picking: false });
  },

  async onSave() {
    const faults = certificateFaults(this.draft);
    this.setData({ faults, trouble: '' });
    const [first] = Object.values(faults);
    if (first !== undefined || this.data.busy) {
      this.setData({ trouble: first ?? '' });
      return;
    }
    this.setData({ busy: true });
    try {
      await saveCertificate(this.draft, (draft) => this.keep(draft));
      if (this.id === '') keepCertificate(null);
      say(t.saved);
      leave();
    } catch (error) {
      const fields = error instanceof CallFailure ? certificateFaultsFrom(error.fields) : {};
      this.setData({ faults: fields, trouble: faultOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },

  onRetire() {
    this.setData({ retiring: true, reason: EMPTY_SHEET, retireTrouble: '' });
  },

  onReason({ detail }: WechatMiniprogram.CustomEvent<{ value: SheetValue }>) {
    this.setData({ reason: detail.value, retireTrouble: '' });
  },

  onRetireEnd() {
    this.setData({ retiring: false });
  },

  async onRetireNow() {
    const reason = this.data.reason.words.trim();
    if (this.before === null || this.data.busy) return;
    if (reason === '') {
      this.setData({ retireTrouble: TEXT.permit.reasonNeeded });
      return;
    }
    const input = { id: this.before.id, rev: this.before.rev, reason };
    this.retireAttempt = attemptOf(this.retireAttempt, input, newId);
    this.setData({ busy: true });
    try {
      await call('certificates.retire', input, { requestId: this.retireAttempt.requestId });
      say(t.retireDone);
      leave();
    } catch (error) {
      this.setData({ retireTrouble: sentenceOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },
});
