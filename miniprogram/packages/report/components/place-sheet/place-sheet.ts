/** Chooses where: the label's number first, then areas by building and floor. Says `choose` and `close`. */
import { placeGroups, pointOfLabel } from '../../../../services/core/places';
import { say } from '../../../../services/phone';
import { getPlant, knownPlant } from '../../../../services/session';
import { TEXT } from '../../../../shared/text';

const t = { ...TEXT.report, scan: TEXT.home.scan, close: TEXT.common.close };

Component({
  options: { virtualHost: true },
  properties: { visible: { type: Boolean, value: false } },
  data: { t, groups: [] as ReturnType<typeof placeGroups> },
  observers: {
    visible(visible: boolean) {
      if (visible && this.data.groups.length === 0) void this.load();
    },
  },
  methods: {
    async load() {
      const plant = knownPlant() ?? (await getPlant().catch(() => null));
      if (plant !== null) this.setData({ groups: placeGroups(plant) });
    },
    onChoose({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { area, point = null } = currentTarget.dataset as { area: string; point?: string | null };
      this.triggerEvent('choose', { areaId: area, pointId: point, source: 'chosen' });
    },
    async onScan() {
      try {
        const { result } = await wx.scanCode({ scanType: ['qrCode', 'wxCode'] });
        const point = pointOfLabel(result, knownPlant());
        if (point === null) say(TEXT.home.unreadable);
        else this.triggerEvent('choose', { areaId: point.areaId, pointId: point.id, source: 'label' });
      } catch {
        // The person closed the scanner.
      }
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
