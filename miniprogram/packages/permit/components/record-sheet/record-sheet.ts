/** What is recorded or decided on a ticket: done or not needed, readings, a reason, pictures. Says `change`, `submit` and `close`. */
import type { DraftPhoto } from '../../../../services/core/draft';
import {
  EMPTY_SHEET,
  gasRows,
  isBeyond,
  MAX_PHOTOS,
  MAX_WORDS,
  NO_SHEET,
  type GasRow,
  type SheetForm,
  type SheetValue,
} from '../../ticket/sheet';
import { TEXT } from '../../../../shared/text';

const t = TEXT.permit;

type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    form: { type: Object, value: NO_SHEET },
    value: { type: Object, value: EMPTY_SHEET },
    busy: { type: Boolean, value: false },
    /** What is missing, or what the person should know about the last try. */
    trouble: { type: String, value: '' },
  },
  data: {
    t,
    most: MAX_PHOTOS,
    length: MAX_WORDS,
    size: { minHeight: 56, maxHeight: 140 },
    gas: [] as GasRow[],
    beyond: false,
    /** Whether words and pictures are asked for as things stand. */
    asksWords: false,
    asksPhotos: false,
    wordsHint: '',
    photosHead: '',
    submit: '',
  },
  observers: {
    'form, value'(form: SheetForm, value: SheetValue) {
      const shown = { ...NO_SHEET, ...form };
      const given = { ...EMPTY_SHEET, ...value };
      const isNa = shown.asksResult && given.result === 'na';
      const beyond = isBeyond(shown, given);
      this.setData({
        gas: gasRows(shown.gas, given),
        beyond,
        asksWords: shown.words !== 'none' || isNa,
        asksPhotos: shown.photos !== 'none' && !isNa && (!shown.asksResult || given.result === 'done'),
        wordsHint: isNa ? t.checkWhyHint : shown.wordsHint,
        photosHead:
          shown.gas.length > 0 ? t.gasPhoto : shown.photos === 'needed' ? t.photoHere : t.photoMaybe,
        submit: beyond ? t.gasSaveBad : shown.submit,
      });
    },
  },
  methods: {
    change(change: Partial<SheetValue>) {
      this.triggerEvent('change', {
        value: { ...EMPTY_SHEET, ...this.data.value, ...change },
      });
    },
    onResult({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.change({ result: currentTarget.dataset['result'] === 'na' ? 'na' : 'done' });
    },
    onNumber({ currentTarget, detail }: Typed) {
      const { numbers } = { ...EMPTY_SHEET, ...this.data.value };
      const id = String(currentTarget.dataset['id']);
      if (numbers[id] !== detail.value) this.change({ numbers: { ...numbers, [id]: detail.value } });
    },
    onWords({ detail }: Typed) {
      this.change({ words: detail.value });
    },
    onPhotos({ detail }: WechatMiniprogram.CustomEvent<{ photos: DraftPhoto[] }>) {
      this.change({ photos: detail.photos });
    },
    onSubmit() {
      this.triggerEvent('submit');
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
