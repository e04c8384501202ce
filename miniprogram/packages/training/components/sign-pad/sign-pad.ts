/** A sheet of paper to sign on with a finger. Says `change` with whether a name stands on it; `picture` makes a PNG of it. */
import { writePng } from '../../../../services/canvas';
import { TEXT } from '../../../../shared/text';
import { clear, draw, isName, withPoint, type Pen, type Point, type Size, type Stroke } from './strokes';

/** Pixels to one of the window: a signature stays sharp in print. */
const DENSITY = 2;

interface Sheet {
  canvas: WechatMiniprogram.Canvas;
  pen: Pen;
  size: Size;
  /** px of the window. */
  corner: Point;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Signing {
  sheet: Sheet | null;
  strokes: Stroke[];
  /** While a finger is down. */
  now: Stroke | null;
}

/** What each pad has on it. */
const signings = new WeakMap<object, Signing>();

const EMPTY: Signing = { sheet: null, strokes: [], now: null };

Component({
  options: { virtualHost: true },
  data: { t: TEXT.training, touched: false },
  lifetimes: {
    ready() {
      this.open();
    },
  },
  methods: {
    /** The paper is as large as its place on the page. */
    open() {
      this.createSelectorQuery()
        .select('.pad-canvas')
        .fields({ node: true, size: true, rect: true })
        .exec(([found]: [(Box & { node?: WechatMiniprogram.Canvas }) | null]) => {
          const canvas = found?.node;
          const pen = canvas?.getContext('2d') as Pen | null | undefined;
          if (found === null || canvas === undefined || pen == null) return;
          const size = { width: found.width * DENSITY, height: found.height * DENSITY };
          Object.assign(canvas, size);
          clear(pen, size);
          signings.set(this, {
            ...EMPTY,
            sheet: { canvas, pen, size, corner: { x: found.left, y: found.top } },
          });
        });
    },
    signing(): Signing {
      return signings.get(this) ?? EMPTY;
    },
    keep(change: Partial<Signing>) {
      signings.set(this, { ...this.signing(), ...change });
    },
    pointOf({ touches, changedTouches }: WechatMiniprogram.TouchEvent): Point | null {
      const touch = touches[0] ?? changedTouches[0];
      const { sheet } = this.signing();
      if (touch === undefined || sheet === null) return null;
      return { x: (touch.clientX - sheet.corner.x) * DENSITY, y: (touch.clientY - sheet.corner.y) * DENSITY };
    },
    onDown(event: WechatMiniprogram.TouchEvent) {
      const point = this.pointOf(event);
      // A second finger is the ball of the hand.
      if (point === null || event.touches.length > 1) return;
      this.keep({ now: [point] });
      if (!this.data.touched) this.setData({ touched: true });
    },
    onMove(event: WechatMiniprogram.TouchEvent) {
      const [point, { now, sheet }] = [this.pointOf(event), this.signing()];
      if (point === null || now === null || sheet === null) return;
      const after = withPoint(now, point, sheet.size);
      if (after === now) return;
      draw(sheet.pen, after.slice(-3));
      this.keep({ now: after });
    },
    onUp() {
      const { now, strokes, sheet } = this.signing();
      if (now === null || sheet === null) return;
      draw(sheet.pen, now);
      this.keep({ now: null, strokes: [...strokes, now] });
      this.say();
    },
    say() {
      const { strokes, sheet } = this.signing();
      this.triggerEvent('change', {
        begun: strokes.length > 0,
        enough: sheet !== null && isName(strokes, sheet.size),
      });
    },
    /** White paper again. */
    wipe() {
      const { sheet } = this.signing();
      if (sheet !== null) clear(sheet.pen, sheet.size);
      this.keep({ strokes: [], now: null });
      this.setData({ touched: false });
      this.say();
    },
    /** @returns the path of a PNG for the time being @throws Error when the phone cannot, or has no room */
    picture(): Promise<string> {
      const { sheet } = this.signing();
      if (sheet === null) return Promise.reject(new Error('there is no paper'));
      return writePng(sheet.canvas, sheet.size);
    },
  },
});
