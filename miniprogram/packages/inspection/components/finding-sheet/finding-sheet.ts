/** What is not in order: pictures at once, one tap to report it, or the order that is open here already. Says `photos`, `words`, `report`, `join` and `close`. */
import type { DraftPhoto } from '../../../../services/core/draft';
import type { Finding } from '../../round/finding';
import { TEXT } from '../../../../shared/text';

const t = TEXT.inspection;

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    /** Whether the camera opens with the sheet. */
    shoot: { type: Boolean, value: false },
    finding: { type: Object, value: {} as Finding },
    photos: { type: Array, value: [] as DraftPhoto[] },
    words: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    /** What is missing. */
    trouble: { type: String, value: '' },
  },
  data: { t, most: 3, size: { minHeight: 48, maxHeight: 120 } },
  methods: {
    onPhotos({ detail }: WechatMiniprogram.CustomEvent<{ photos: DraftPhoto[] }>) {
      this.triggerEvent('photos', detail);
    },
    onWords({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('words', { text: detail.value });
    },
    onReport() {
      this.report(this.data.finding.templateId);
    },
    onOther({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.report(String(currentTarget.dataset['id']));
    },
    report(templateId: string) {
      if (!this.data.busy) this.triggerEvent('report', { templateId });
    },
    onJoin({ currentTarget }: WechatMiniprogram.BaseEvent) {
      if (!this.data.busy) this.triggerEvent('join', { orderId: String(currentTarget.dataset['id']) });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
