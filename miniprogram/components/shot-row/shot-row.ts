/** Pictures and files that go with something: taken, chosen and taken off again. Says `change`. */
import type { PhotoInput } from '../../../typings/api';
import type { DraftPhoto } from '../../services/core/draft';
import { MAX_PHOTOS } from '../../services/core/form';
import { say } from '../../services/phone';
import { chooseFiles, choosePhotos, discard, keepPhoto } from '../../services/photos';
import { fill, TEXT } from '../../shared/text';

const t = TEXT.form;

type Chosen = { path: string; source: PhotoInput['source'] }[];

Component({
  options: { virtualHost: true },
  properties: {
    photos: { type: Array, value: [] as DraftPhoto[] },
    /** Whether drawings and documents are asked for, which nobody takes with the camera. */
    files: { type: Boolean, value: false },
    most: { type: Number, value: MAX_PHOTOS },
    /** Turning true opens the camera, unless there is a picture already. */
    shoot: { type: Boolean, value: false },
  },
  data: { t },
  observers: {
    shoot(shoot: boolean) {
      if (shoot) wx.nextTick(() => this.current().length === 0 && this.onShoot());
    },
  },
  methods: {
    current(): DraftPhoto[] {
      return this.data.photos;
    },
    change(photos: DraftPhoto[]) {
      this.triggerEvent('change', { photos });
    },
    onShoot() {
      void this.add(t.cameraOff, (room) => choosePhotos('camera', room));
    },
    onAlbum() {
      void this.add(t.fileOff, (room) => choosePhotos('album', room));
    },
    onFile() {
      void this.add(t.fileOff, chooseFiles);
    },
    /** Adds what was chosen, one at a time, so that what is there already is shown. */
    async add(refused: string, choose: (room: number) => Promise<Chosen>) {
      const { most } = this.data;
      const room = most - this.current().length;
      if (room <= 0) {
        say(fill(t.photoFull, { count: most }));
        return;
      }
      try {
        for (const { path, source } of await choose(room)) {
          const photo = await keepPhoto(path, source);
          this.change([...this.current(), photo]);
        }
      } catch {
        say(refused);
      }
    },
    onRemove({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const gone = this.current().find(({ id }) => id === currentTarget.dataset['id']);
      if (gone === undefined) return;
      discard(gone.path);
      this.change(this.current().filter((photo) => photo !== gone));
    },
  },
});
