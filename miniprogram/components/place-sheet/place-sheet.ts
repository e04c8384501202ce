/** Chooses where: the label first, what is near, what was used last, then areas by building and floor. Says `choose` and `close`. */
import { areasAround } from '../../services/core/geo';
import { placeSections, type Section } from '../../services/core/place-list';
import type { Area } from '../../services/core/places';
import { isLocated, takePosition } from '../../services/location';
import { recentPlaces } from '../../services/recent-places';
import { getPlant, knownPlant } from '../../services/session';
import { scanLabel } from '../../services/scan';
import { fill, TEXT } from '../../shared/text';

const t = { ...TEXT.report, ...TEXT.places, scan: TEXT.label.scan, close: TEXT.common.close };

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    /** Whether the phone may be asked where it is. */
    located: { type: Boolean, value: true },
    /** On a page that draws its own bar. */
    customNav: { type: Boolean, value: false },
  },
  data: {
    t,
    sections: [] as Section[],
    typed: '',
    /** What did not work, and what to do instead. */
    note: '',
    locating: false,
    /** Whether a position can be of use here. */
    mayLocate: false,
  },
  observers: {
    visible(visible: boolean) {
      if (visible) void this.begin();
    },
  },
  methods: {
    /** A position was true when it was taken: every time the sheet opens there is none. */
    async begin() {
      const plant = knownPlant() ?? (await getPlant().catch(() => null));
      const isDrawn = plant?.areas.some(({ outline }) => outline !== undefined) ?? false;
      const mayLocate = this.data.located && isLocated() && isDrawn;
      this.setData({ typed: '', note: '', mayLocate });
      this.list();
    },
    list(near: Area[] = []) {
      const plant = knownPlant();
      if (plant === null) return;
      const { typed } = this.data;
      const sections = placeSections(plant, { typed, near, recent: recentPlaces() });
      const note = sections.length === 0 && typed !== '' ? fill(t.foundNone, { text: typed }) : '';
      this.setData({ sections, note });
    },
    /** Nothing is called so: whoever reads that still finds the whole plant below. */
    tell(note: string) {
      this.setData({ typed: '' });
      this.list();
      this.setData({ note });
    },
    onTyped({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ typed: detail.value });
      this.list();
    },
    async onLocate() {
      if (this.data.locating) return;
      this.setData({ locating: true, note: '', typed: '' });
      const position = await takePosition();
      this.setData({ locating: false });
      if (position === null) {
        this.tell(TEXT.failure.place);
        return;
      }
      const recent = recentPlaces().map(({ areaId }) => areaId);
      const around = areasAround(position, knownPlant()?.areas ?? [], recent);
      if (around.kind === 'areas') this.list(around.areas);
      else this.tell(t[around.kind]);
    },
    onChoose({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { area, point = null, source } = currentTarget.dataset as Record<string, string | null>;
      this.triggerEvent('choose', { areaId: area, pointId: point, source });
    },
    async onScan() {
      const found = await scanLabel();
      if (found.kind === 'point') {
        const { id, areaId } = found.point;
        this.triggerEvent('choose', { areaId, pointId: id, source: 'label' });
      } else if (found.kind === 'area') {
        this.triggerEvent('choose', { areaId: found.area.id, pointId: null, source: 'label' });
      } else if (found.kind === 'unknown') {
        this.tell(found.no === '' ? t.retiredArea : fill(t.retired, { no: found.no }));
      } else if (found.kind !== 'closed') this.tell(found.kind === 'off' ? t.scanOff : t.foreign);
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
