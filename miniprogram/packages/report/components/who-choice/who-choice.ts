/** 实名, 只让安全员知道 or 匿名, each with what it means before it is chosen. Says `choose`. */
import type { Who } from '../../../../services/core/follow';
import { TEXT } from '../../../../shared/text';

const t = TEXT.nameless;

const CHOICES: readonly { id: Who; name: string; hint: string; more: string }[] = [
  { id: 'named', name: t.named, hint: t.namedHint, more: '' },
  { id: 'safetyOnly', name: t.safetyOnly, hint: t.safetyOnlyHint, more: '' },
  { id: 'anonymous', name: t.anonymous, hint: t.anonymousHint, more: t.anonymousMore },
];

Component({
  options: { virtualHost: true },
  properties: {
    who: { type: String, value: 'named' },
    /** Why 匿名 cannot be chosen; empty when it can. */
    why: { type: String, value: '' },
  },
  data: { t, choices: CHOICES },
  methods: {
    onChoose({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const id = currentTarget.dataset['id'] as Who;
      if (id === 'anonymous' && this.data.why !== '') return;
      this.triggerEvent('choose', { who: id });
    },
  },
});
