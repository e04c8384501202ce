/** The pictures of the report, each to be marked, replaced or taken off. Says `mark`, `replace`, `remove`, `album` and `close`. */
import type { DraftPhoto } from '../../../../services/core/draft';
import { showPictures } from '../../../../services/files';
import { TEXT } from '../../../../shared/text';

const t = { ...TEXT.shots, close: TEXT.common.close };

type OfPhoto = WechatMiniprogram.BaseEvent;

const idOf = ({ currentTarget }: OfPhoto): { id: string } => ({ id: String(currentTarget.dataset['id']) });

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    photos: { type: Array, value: [] as DraftPhoto[] },
    /** Whether one more may be chosen. */
    hasRoom: { type: Boolean, value: false },
    /** Whether somebody's face may be on them. */
    faces: { type: Boolean, value: false },
  },
  data: { t },
  methods: {
    onSee({ currentTarget }: OfPhoto) {
      const photos: DraftPhoto[] = this.data.photos;
      showPictures(
        String(currentTarget.dataset['path']),
        photos.map(({ path }) => path),
      );
    },
    onMark(event: OfPhoto) {
      this.triggerEvent('mark', idOf(event));
    },
    onReplace(event: OfPhoto) {
      this.triggerEvent('replace', idOf(event));
    },
    onRemove(event: OfPhoto) {
      this.triggerEvent('remove', idOf(event));
    },
    onAlbum() {
      this.triggerEvent('album');
    },
    onClose() {
      this.triggerEvent('close');
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
  },
});
