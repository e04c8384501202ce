/** A picture of this order beside one of another that looks the same. It hints, and accuses nobody; safety alone sees it. */
import type { AlikeRow } from '../../../../services/core/alike';
import { open, PAGES } from '../../../../services/phone';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    /** An {@link AlikeRow}. */
    row: { type: Object, value: {} },
  },
  data: { hint: TEXT.same.looksLikeHint },
  methods: {
    onPicture({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { pictures = [] } = this.data.row as Partial<AlikeRow>;
      void wx.previewImage({
        urls: pictures.map(({ url }) => url),
        current: String(currentTarget.dataset['url']),
      });
    },
    onOrder() {
      const { orderId } = this.data.row as Partial<AlikeRow>;
      if (orderId !== undefined) open(PAGES.order, { id: orderId });
    },
  },
});
