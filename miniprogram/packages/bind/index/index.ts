/** 绑定工号: this phone becomes a person of the plant by employee number, name and a one-use code. */
import { call, wait } from '../../../services/call';
import { decoded } from '../../../services/core/decode';
import { CallFailure, sentenceOf } from '../../../services/core/failure';
import { dressPage, lookClass } from '../../../services/look';
import { leave, say } from '../../../services/phone';
import { forgetFolder } from '../../../services/photos';
import { getSession, patchSession } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.bind;

type Field = 'employeeNo' | 'name' | 'code';

Page({
  data: { look: lookClass(), t, employeeNo: '', name: '', code: '', busy: false, problem: '' },

  onLoad(query: { code?: string }) {
    this.setData({ look: lookClass(), code: decoded(query.code ?? '') });
  },

  onShow() {
    dressPage();
  },

  onField({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const field = currentTarget.dataset['field'] as Field;
    this.setData({ [field]: detail.value, problem: '' });
  },

  async onSubmit() {
    const [employeeNo, name, code] = [this.data.employeeNo, this.data.name, this.data.code].map((text) =>
      text.trim(),
    );
    if (!employeeNo || !name || !code) {
      this.setData({ problem: t.incomplete });
      return;
    }
    this.setData({ busy: true, problem: '' });
    try {
      const { me, uploadPrefix } = await call('session.bind', { employeeNo, name, code });
      patchSession({ me, uploadPrefix });
      forgetFolder();
      await getSession(true);
      say(fill(t.done, { name: me.name }));
      await wait(900);
      leave();
    } catch (error) {
      const fields = error instanceof CallFailure ? Object.values(error.fields) : [];
      this.setData({ busy: false, problem: fields[0] ?? sentenceOf(error) });
    }
  },
});
