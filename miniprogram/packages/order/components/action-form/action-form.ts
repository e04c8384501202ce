/** The fields that an action asks for: words, pictures, files, a person, how one looked, urgency. Says `change`. */
import type { PhotoInput } from '../../../../../typings/api';
import type { Urgency } from '../../../../../typings/domain';
import type { FormField } from '../../../../../typings/flow';
import { MAX_PHOTOS, MAX_TEXT, type FormValue } from '../../../../services/core/form';
import { say } from '../../../../services/phone';
import { chooseFiles, choosePhotos, discard, keepPhoto } from '../../../../services/photos';
import { fill, TEXT } from '../../../../shared/text';
import { FORM_PROPERTIES } from './properties';

const { high, medium, low } = TEXT.order;

const URGENCIES: { id: Urgency; name: string }[] = [
  { id: 'high', name: high },
  { id: 'medium', name: medium },
  { id: 'low', name: low },
];

type Chosen = { path: string; source: PhotoInput['source'] }[];
type ListField = 'photos' | 'files';

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
    },
    urgencies: URGENCIES,
    most: MAX_TEXT,
    /** px; a field grows with what is written. */
    size: { minHeight: 84, maxHeight: 200 },
    picking: false,
  },
  observers: {
    shoot(shoot: boolean) {
      if (shoot) wx.nextTick(() => this.current().photos.length === 0 && this.onShoot());
    },
  },
  methods: {
    current(): FormValue {
      return this.data.value;
    },
    change(change: Partial<FormValue>) {
      this.triggerEvent('change', { value: { ...this.current(), ...change } });
    },
    onWords({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const field = currentTarget.dataset['field'] === 'reason' ? 'reason' : 'text';
      if (detail.value !== this.current()[field]) this.change({ [field]: detail.value });
    },
    onSuggestion() {
      this.change({ text: this.data.measure });
    },
    onSeen({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.change({ onSite: currentTarget.dataset['there'] === 'yes' });
    },
    onUrgency({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.change({ urgency: currentTarget.dataset['id'] as Urgency });
    },
    onPick() {
      this.setData({ picking: true });
    },
    onPerson({ detail }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
      this.setData({ picking: false });
      this.change({ personId: detail.id, personName: detail.name });
    },
    onShoot() {
      void this.add('photos', TEXT.form.cameraOff, (room) => choosePhotos('camera', room));
    },
    onAlbum() {
      void this.add('photos', TEXT.form.fileOff, (room) => choosePhotos('album', room));
    },
    onDrawing() {
      void this.add('files', TEXT.form.fileOff, (room) => choosePhotos('album', room));
    },
    onFile() {
      void this.add('files', TEXT.form.fileOff, chooseFiles);
    },
    /** Adds what was chosen, one at a time, so that what is there already is shown. */
    async add(field: ListField, refused: string, choose: (room: number) => Promise<Chosen>) {
      const room = MAX_PHOTOS - this.current()[field].length;
      if (room <= 0) {
        say(fill(TEXT.form.photoFull, { count: MAX_PHOTOS }));
        return;
      }
      try {
        for (const { path, source } of await choose(room)) {
          const photo = await keepPhoto(path, source);
          this.change({ [field]: [...this.current()[field], photo] });
        }
      } catch {
        say(refused);
      }
    },
    onRemove({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { field, id } = currentTarget.dataset as { field: ListField; id: string };
      const gone = this.current()[field].find((photo) => photo.id === id);
      if (gone === undefined) return;
      discard(gone.path);
      this.change({ [field]: this.current()[field].filter((photo) => photo !== gone) });
    },
  },
});
