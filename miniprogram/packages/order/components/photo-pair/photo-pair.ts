/** Before and after, cropped alike and side by side, the time inside the picture; a tap shows them large. */
import type { Pictures, Shot } from '../../../../services/core/order';
import { showPictures } from '../../../../services/files';
import { TEXT } from '../../../../shared/text';

const NONE: Pictures = { before: null, after: null, more: [] };

const linked = (shots: readonly Shot[]): string[] => shots.flatMap(({ url }) => url ?? []);

Component({
  options: { virtualHost: true },
  properties: {
    pictures: { type: Object, value: NONE },
    /** Where and which order, inside a picture that stands alone; two side by side have no room for it. */
    mark: { type: String, value: '' },
  },
  data: { t: { none: TEXT.order.noPhoto }, pair: [] as Shot[], more: [] as Shot[] },
  observers: {
    pictures({ before, after, more }: Pictures) {
      this.setData({ pair: [before, after].filter((shot) => shot !== null), more });
    },
  },
  methods: {
    onTap({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const url: unknown = currentTarget.dataset['url'];
      if (typeof url !== 'string') return;
      showPictures(url, linked([...this.data.pair, ...this.data.more]));
    },
  },
});
