/** Something to read: a section of text, a picture, or a file that the phone opens. */
import { openDocument, showPictures } from '../../../../services/files';
import type { MaterialCard } from '../../course/view';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: { material: { type: Object, value: {} as MaterialCard } },
  data: { t: TEXT.training },
  methods: {
    onPicture() {
      const { url } = this.data.material;
      showPictures(url, [url]);
    },
    onFile() {
      openDocument(this.data.material.url);
    },
  },
});
