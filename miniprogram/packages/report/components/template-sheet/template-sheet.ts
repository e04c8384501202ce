/** All templates in their groups. Says `choose` and `close`. */
import type { Template } from '../../../../../typings/config';
import { look } from '../../../../services/look';
import { knownPlant } from '../../../../services/session';
import { TEXT } from '../../../../shared/text';

interface Group {
  id: string;
  name: string;
  pictogram: string;
  templates: Pick<Template, 'id' | 'title' | 'pictogram'>[];
}

const t = { title: TEXT.report.allTemplates, close: TEXT.common.close };

Component({
  options: { virtualHost: true },
  properties: { visible: { type: Boolean, value: false } },
  data: {
    t,
    groups: [] as Group[],
    /** The styles of a component do not see the class of the page's root. */
    large: false,
  },
  observers: {
    visible(visible: boolean) {
      const plant = knownPlant();
      if (visible) this.setData({ large: look().large });
      if (!visible || plant === null || this.data.groups.length > 0) return;
      const groups = plant.categories.map(({ id, name, pictogram }) => ({
        id,
        name,
        pictogram,
        templates: plant.templates
          .filter(({ categoryId }) => categoryId === id)
          .map((one) => ({ id: one.id, title: one.title, pictogram: one.pictogram })),
      }));
      this.setData({ groups });
    },
  },
  methods: {
    onChoose({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('choose', { id: String(currentTarget.dataset['id']) });
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
