/** Pictures and files that go with something: taken, chosen, marked and taken off again. Says `change`. */
import type { PhotoInput } from '../../../typings/api';
import type { DraftPhoto } from '../../services/core/draft';
import { MAX_PHOTOS } from '../../services/core/form';
import { PictureRefused } from '../../services/core/picture';
import { markUp, shootAgain } from '../../services/errand';
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
    /** The picture of before: the camera shows it, to stand at the same place. */
    before: { type: String, value: '' },
  },
  data: { t: { ...t, mark: TEXT.shots.mark } },
  observers: {
    shoot(shoot: boolean) {
      if (shoot) wx.nextTick(() => this.current().length === 0 && this.openCamera(false));
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
      this.openCamera(true);
    },
    /** The system's camera; the one that compares where there is something to compare with. */
    openCamera(tapped: boolean) {
      const { before, most } = this.data;
      const room = most - this.current().length;
      if (before === '' || room <= 0) void this.add(t.cameraOff, (count) => choosePhotos('camera', count));
      else shootAgain({ before, room, done: (photo) => this.change([...this.current(), photo]) }, tapped);
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
          const { photo, remark } = await keepPhoto(path, source);
          this.change([...this.current(), photo]);
          if (remark !== '') say(remark);
        }
      } catch (error) {
        say(error instanceof PictureRefused ? error.message : refused);
      }
    },
    /** Rings, arrows and masks on a picture; the file without them goes once the form knows the one with them. */
    onMark({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const photo = this.current().find(({ id }) => id === currentTarget.dataset['id']);
      if (photo === undefined) return;
      const done = (marked: DraftPhoto): void => {
        this.change(this.current().map((one) => (one.id === photo.id ? marked : one)));
        discard(photo.path);
      };
      markUp({ photo, tool: 'ring', done });
    },
    onRemove({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const gone = this.current().find(({ id }) => id === currentTarget.dataset['id']);
      if (gone === undefined) return;
      discard(gone.path);
      this.change(this.current().filter((photo) => photo !== gone));
    },
  },
});
