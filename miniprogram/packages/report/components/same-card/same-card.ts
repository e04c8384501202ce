/** 「附近有人报过，是同一个吗？」 with two large pictures; the page has the answers. */
import type { SameCard } from '../../../../services/core/similar';
import { TEXT } from '../../../../shared/text';

const { ask, goes, noPicture } = TEXT.same;

Component({
  options: { virtualHost: true },
  properties: {
    /** A {@link SameCard}. */
    same: { type: Object, value: {} },
  },
  data: { t: { ask, goes, noPicture } },
  methods: {
    onPicture({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { pictures = [] } = this.data.same as Partial<SameCard>;
      const urls = pictures.map(({ url }) => url);
      void wx.previewImage({ urls, current: String(currentTarget.dataset['url']) });
    },
  },
});
