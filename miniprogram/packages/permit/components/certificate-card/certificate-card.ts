/** A certificate: whose, which kind, how long it counts. Says `press` where it may be edited. */
import type { CertificateRow } from '../../certificates/rows';

Component({
  options: { virtualHost: true },
  properties: {
    row: { type: Object, value: {} as CertificateRow },
    /** Whether a tap opens it. */
    open: { type: Boolean, value: false },
  },
  methods: {
    onPress() {
      if (this.data.open) this.triggerEvent('press', { id: this.data.row.id });
    },
    onPhoto({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const url = String(currentTarget.dataset['url']);
      if (url !== '') void wx.previewImage({ current: url, urls: [url] });
    },
  },
});
