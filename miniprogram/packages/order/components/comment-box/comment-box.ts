/** 留言: a word on an order, with pictures and the people it is meant for; sent once however often it is tried. Says `sent` and `close`. */
import type { OrderView } from '../../../../../typings/api';
import type { PersonRef } from '../../../../../typings/domain';
import { comment, COMMENT, formOf, keepForm, reply, REPLY } from '../../../../services/acts';
import type { DraftPhoto } from '../../../../services/core/draft';
import { reasonOf } from '../../../../services/core/failure';
import { EMPTY_FORM, MAX_COMMENT, MAX_COMMENT_PHOTOS, type FormValue } from '../../../../services/core/form';
import { say } from '../../../../services/phone';
import { fill, TEXT } from '../../../../shared/text';

const t = TEXT.order;

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    order: { type: Object, value: {} as OrderView },
    /** Of the anonymous report whose key speaks here; empty when the person does. */
    follow: { type: String, value: '' },
  },
  data: {
    t: {
      title: t.comment,
      hint: t.commentHint,
      reply: TEXT.nameless.reply,
      replyHint: TEXT.nameless.replyHint,
      send: TEXT.common.submit,
      mention: t.mention,
      remove: TEXT.form.remove,
    },
    most: MAX_COMMENT,
    mostPhotos: MAX_COMMENT_PHOTOS,
    /** px; the field grows with what is written. */
    size: { minHeight: 84, maxHeight: 160 },
    value: EMPTY_FORM,
    mentions: [] as PersonRef[],
    picking: false,
    busy: false,
    trouble: '',
    progress: '',
  },
  observers: {
    visible(visible: boolean) {
      const { id } = this.data.order as Partial<OrderView>;
      if (visible && id !== undefined) this.setData({ value: formOf(id, this.kept()), picking: false });
    },
  },
  methods: {
    /** Under which name it is kept: what was written under the person's own is none of the other. */
    kept(): string {
      return this.data.follow === '' ? COMMENT.id : REPLY.id;
    },
    change(change: Partial<FormValue>) {
      const value = { ...this.data.value, ...change };
      this.setData({ value, trouble: '' });
      keepForm(this.data.order.id, this.kept(), value);
    },
    onInput({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      if (detail.value !== this.data.value.text) this.change({ text: detail.value });
    },
    onPhotos({ detail }: WechatMiniprogram.CustomEvent<{ photos: DraftPhoto[] }>) {
      this.change({ photos: detail.photos });
    },
    onPick() {
      this.setData({ picking: !this.data.picking });
    },
    onPerson({ detail: { id, name } }: WechatMiniprogram.CustomEvent<PersonRef>) {
      const mentions = [...this.data.mentions.filter((one) => one.id !== id), { id, name }];
      this.setData({ mentions, picking: false });
    },
    onUnmention({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const mentions = this.data.mentions.filter(({ id }) => id !== currentTarget.dataset['id']);
      this.setData({ mentions });
    },
    onClose() {
      this.triggerEvent('close');
    },
    async onSend() {
      const { order, value, mentions, busy, follow } = this.data;
      if (busy) return;
      if (value.text.trim() === '') {
        this.setData({ trouble: TEXT.form.required });
        return;
      }
      this.setData({ busy: true, trouble: '' });
      const ids = mentions.map(({ id }) => id);
      const progress = (done: number, total: number): void =>
        this.setData({ progress: fill(TEXT.form.uploading, { done, total }) });
      try {
        if (follow === '') await comment(order, value, ids, progress);
        else await reply(order, value, follow, progress);
        this.setData({ value: EMPTY_FORM, mentions: [] });
        say(t.sent);
        this.triggerEvent('sent');
      } catch (error) {
        // What was uploaded meanwhile need not be sent again.
        this.setData({ trouble: reasonOf(error), value: formOf(order.id, this.kept()) });
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
  },
});
