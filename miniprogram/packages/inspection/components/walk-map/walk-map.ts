/** The way of a patrol: areas as quiet outlines, numbered stops in walking order and the line between them; below it each stop in words. Says `choose`. */
import { NO_WAY, type Way } from '../../round/way';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    way: { type: Object, value: NO_WAY },
    /** What stands above it; empty: nothing. */
    heading: { type: String, value: '' },
  },
  data: { t: TEXT.inspection, shown: NO_WAY },
  observers: {
    way(way: Partial<Way> | null) {
      this.setData({ shown: { ...NO_WAY, ...way } });
    },
  },
  methods: {
    onStop({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('choose', { pointId: String(currentTarget.dataset['id']) });
    },
  },
});
