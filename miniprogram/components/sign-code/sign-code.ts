/** A code that somebody else scans, to sign in or to hand something out, and below it the digits where that fails. */
import { readSignIn } from '../../shared/sign-in';
import { TEXT } from '../../shared/text';
import { codeSize, drawCode, type Pen } from './draw';

Component({
  options: { virtualHost: true },
  properties: {
    /** What the code holds. */
    text: { type: String, value: '' },
    /** Its modules, as the server sends them. */
    rows: { type: Array, value: [] as string[] },
    /** Its six digits; without them those of a meeting's code. */
    code: { type: String, value: '' },
    /** What is said of scanning, and of the digits. */
    scan: { type: String, value: TEXT.signIn.scan },
    orType: { type: String, value: TEXT.signIn.orType },
  },
  data: { digits: '' },
  observers: {
    'text, code'(text: string, code: string) {
      const secret = code === '' ? (readSignIn(text)?.secret ?? '') : code;
      this.setData({ digits: secret === '' ? '' : `${secret.slice(0, 3)} ${secret.slice(3)}` });
    },
    rows() {
      this.draw();
    },
  },
  lifetimes: {
    ready() {
      this.draw();
    },
  },
  methods: {
    /** A phone that cannot draw still shows the digits. */
    draw() {
      const { rows } = this.data;
      if (rows.length === 0) return;
      this.createSelectorQuery()
        .select('.sign-canvas')
        .fields({ node: true })
        .exec(([found]: [{ node?: WechatMiniprogram.Canvas } | null]) => {
          const canvas = found?.node;
          const pen = canvas?.getContext('2d') as Pen | null | undefined;
          if (canvas === undefined || pen === null || pen === undefined) return;
          const size = codeSize(rows);
          Object.assign(canvas, { width: size, height: size });
          drawCode(pen, rows);
        });
    },
  },
});
