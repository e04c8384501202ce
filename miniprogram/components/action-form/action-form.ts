/** The fields that an action asks for: words, pictures, people, a day, a sum, how one looked, urgency. Says `change`. */
import type { Urgency } from '../../../typings/domain';
import type { FormField } from '../../../typings/flow';
import type { DraftPhoto } from '../../services/core/draft';
import { WORD_FIELDS, type FormValue, type PersonField } from '../../services/core/form';
import {
  dayRange,
  dayText,
  digitsOf,
  endOfDay,
  isLong,
  rowsOf,
  type FormRow,
} from '../../services/core/form-rows';
import { now } from '../../services/session';
import { isoDay } from '../../shared/time';
import { TEXT } from '../../shared/text';
import { FORM_PROPERTIES } from './properties';

const { high, medium, low } = TEXT.order;

const URGENCIES: { id: Urgency; name: string }[] = [
  { id: 'high', name: high },
  { id: 'medium', name: medium },
  { id: 'low', name: low },
];

type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;

Component({
  options: { virtualHost: true },
  properties: {
    ...FORM_PROPERTIES,
    form: { type: Array, value: [] as FormField[] },
    /** Turning true opens the camera, unless there is a picture already. */
    shoot: { type: Boolean, value: false },
  },
  data: {
    t: {
      ...TEXT.form,
      onSite: TEXT.order.onSite,
      byPhoto: TEXT.order.byPhoto,
      howSeen: TEXT.order.howSeen,
      suggestion: TEXT.order.suggestion,
      useSuggestion: TEXT.order.useSuggestion,
      sameAsLast: TEXT.order.sameAsLast,
      grounds: TEXT.screening.grounds,
      useGrounds: TEXT.screening.useGrounds,
    },
    rows: [] as FormRow[],
    long: false,
    urgencies: URGENCIES,
    /** px; a field grows with what is written. */
    size: { minHeight: 84, maxHeight: 200 },
    days: dayRange(0),
    /** The chosen day as the picker wants it, and in words. */
    day: '',
    dayWords: '',
    /** The field whose list of people is open. */
    picking: '',
  },
  observers: {
    form(form: FormField[]) {
      this.setData({ rows: rowsOf(form), long: isLong(form), days: dayRange(now()), picking: '' });
    },
    'value.until'(until: FormValue['until'] | undefined) {
      const isSet = typeof until === 'number';
      this.setData({ day: isSet ? isoDay(until) : '', dayWords: isSet ? dayText(until) : '' });
    },
  },
  methods: {
    change(change: Partial<FormValue>) {
      this.triggerEvent('change', { value: { ...this.data.value, ...change } });
    },
    onWords({ currentTarget, detail }: Typed) {
      const field = WORD_FIELDS.find((id) => id === currentTarget.dataset['field']);
      if (field !== undefined && detail.value !== this.data.value[field])
        this.change({ [field]: detail.value });
    },
    onMoney({ detail }: Typed) {
      const money = digitsOf(detail.value);
      if (money !== this.data.value.money) this.change({ money });
    },
    onDay({ detail }: Typed) {
      this.change({ until: endOfDay(detail.value) });
    },
    onDuty({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.change({ duty: String(currentTarget.dataset['id']) });
    },
    onSuggestion() {
      this.change({ text: this.data.measure });
    },
    onGrounds() {
      this.change({ basis: this.data.grounds });
    },
    onLast() {
      const { plan, fixerId, fixerName } = this.data.last;
      this.change({ text: plan, personId: fixerId, personName: fixerName });
    },
    onSeen({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.change({ onSite: currentTarget.dataset['there'] === 'yes' });
    },
    onUrgency({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.change({ urgency: currentTarget.dataset['id'] as Urgency });
    },
    onPick({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.setData({ picking: String(currentTarget.dataset['field']) });
    },
    onPerson({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
      const field: PersonField = currentTarget.dataset['field'] === 'reviewerId' ? 'reviewerId' : 'personId';
      this.setData({ picking: '' });
      this.change({ [field]: detail.id, [field.replace('Id', 'Name')]: detail.name });
    },
    onPhotos({ detail }: WechatMiniprogram.CustomEvent<{ photos: DraftPhoto[] }>) {
      this.change({ photos: detail.photos });
    },
    onFiles({ detail }: WechatMiniprogram.CustomEvent<{ photos: DraftPhoto[] }>) {
      this.change({ files: detail.photos });
    },
  },
});
