/** The precautions of a ticket: which were taken, by whom, and what to take a picture of. Says `choose`. */
import type { CheckRow } from '../../ticket/view';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    rows: { type: Array, value: [] as CheckRow[] },
    /** 「3/8」 */
    progress: { type: String, value: '' },
    /** Whether this person may record them. */
    open: { type: Boolean, value: false },
  },
  data: { t: TEXT.permit },
  methods: {
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      if (this.data.open) this.triggerEvent('choose', { id: String(currentTarget.dataset['id']) });
    },
    onPhoto({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const url: unknown = currentTarget.dataset['url'];
      if (typeof url === 'string' && url !== '') void wx.previewImage({ current: url, urls: [url] });
    },
  },
});
