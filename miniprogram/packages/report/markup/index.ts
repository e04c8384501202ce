/** Marks a picture: rings, arrows, and masks over faces. What comes out is another picture; until then nothing has changed. */
import { PictureRefused, type Tool } from '../../../services/core/picture';
import { pulse } from '../../../services/camera';
import { loadPicture, sentSize, writeJpeg, type PicturePen } from '../../../services/canvas';
import { takeMarking, type Marking } from '../../../services/errand';
import { lookClass } from '../../../services/look';
import { leave, say } from '../../../services/phone';
import { keepChanged } from '../../../services/photos';
import { TEXT } from '../../../shared/text';
import { markOf, paint, type Mark, type Pen, type Point, type Size } from './marks';

const t = TEXT.markup;

/** JPEG quality (0–1): lines stay sharp. */
const QUALITY = 0.85;

interface Kind {
  id: Tool;
  name: string;
  hint: string;
}

const FIRST: Kind = { id: 'ring', name: t.ring, hint: t.ringHint };

const TOOLS: readonly Kind[] = [
  FIRST,
  { id: 'arrow', name: t.arrow, hint: t.arrowHint },
  { id: 'mask', name: t.mask, hint: t.maskHint },
];

/** The picture as it lies on the page. */
interface Sheet {
  canvas: WechatMiniprogram.Canvas;
  pen: Pen & PicturePen;
  image: WechatMiniprogram.Image;
  /** px of the picture. */
  size: Size;
  /** px of the window. */
  corner: Point;
  /** Pixels of the picture to one of the window. */
  scale: number;
}

/** What `createSelectorQuery` says of the stage and of the canvas. */
interface Stage {
  left: number;
  top: number;
  width: number;
  height: number;
}

Page({
  data: {
    look: lookClass(),
    t,
    tools: TOOLS,
    tool: FIRST.id,
    hint: FIRST.hint,
    /** Where the picture lies on the stage, as a style. */
    box: '',
    /** How many marks there are. */
    count: 0,
    busy: false,
  },

  errand: null as Marking | null,
  sheet: null as Sheet | null,
  marks: [] as Mark[],
  /** Where the finger came down, in the picture; null while there is none. */
  down: null as Point | null,
  drawing: false,

  onLoad() {
    this.errand = takeMarking();
    this.marks = [];
    this.setData({ look: lookClass() });
    if (this.errand === null) leave();
    else this.choose(this.errand.tool);
  },

  onReady() {
    wx.createSelectorQuery()
      .select('.stage')
      .boundingClientRect()
      .select('#picture')
      .fields({ node: true })
      .exec(([stage, found]: [Stage, { node: WechatMiniprogram.Canvas }]) => {
        this.open(stage, found.node).catch(() => {
          say(t.unreadable);
          leave();
        });
      });
  },

  /** Lays the picture out as large as the stage has room. @throws Error when the phone cannot draw it */
  async open(stage: Stage, canvas: WechatMiniprogram.Canvas) {
    if (this.errand === null) return;
    const image = await loadPicture(canvas, this.errand.photo.path);
    const size = sentSize(image);
    const scale = Math.max(size.width / stage.width, size.height / stage.height);
    const [width, height] = [size.width / scale, size.height / scale];
    const corner = {
      x: stage.left + (stage.width - width) / 2,
      y: stage.top + (stage.height - height) / 2,
    };
    Object.assign(canvas, size);
    this.sheet = { canvas, pen: canvas.getContext('2d') as Sheet['pen'], image, size, corner, scale };
    this.setData({ box: `width:${width}px;height:${height}px` });
    this.draw(this.marks);
  },

  draw(marks: readonly Mark[]) {
    if (this.sheet === null) return;
    const { pen, image, size } = this.sheet;
    pen.drawImage(image, 0, 0, size.width, size.height);
    for (const mark of marks) paint(pen, mark, size);
  },

  choose(tool: Tool) {
    this.setData({ tool, hint: TOOLS.find(({ id }) => id === tool)?.hint ?? '' });
  },

  onTool({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.choose(currentTarget.dataset['id'] as Tool);
  },

  /** Where a finger is, in the picture. */
  pointOf({ touches, changedTouches }: WechatMiniprogram.TouchEvent): Point | null {
    const touch = touches[0] ?? changedTouches[0];
    if (touch === undefined || this.sheet === null) return null;
    const { corner, scale } = this.sheet;
    return { x: (touch.clientX - corner.x) * scale, y: (touch.clientY - corner.y) * scale };
  },

  onDown(event: WechatMiniprogram.TouchEvent) {
    // A second finger is a slip.
    this.down = event.touches.length > 1 || this.data.busy ? null : this.pointOf(event);
  },

  onDrag(event: WechatMiniprogram.TouchEvent) {
    const at = this.pointOf(event);
    if (this.down === null || at === null || this.sheet === null || this.drawing) return;
    const { canvas, size } = this.sheet;
    const mark = markOf(this.data.tool, this.down, at, size);
    this.drawing = true;
    canvas.requestAnimationFrame(() => {
      this.drawing = false;
      this.draw(this.down === null ? this.marks : [...this.marks, mark]);
    });
  },

  onUp(event: WechatMiniprogram.TouchEvent) {
    const at = this.pointOf(event);
    const from = this.down;
    this.down = null;
    if (from === null || at === null || this.sheet === null) return;
    this.marks.push(markOf(this.data.tool, from, at, this.sheet.size));
    this.show();
    pulse();
  },

  onCancel() {
    this.down = null;
    this.draw(this.marks);
  },

  onUndo() {
    if (this.data.busy) return;
    this.marks.pop();
    this.show();
  },

  show() {
    this.draw(this.marks);
    this.setData({ count: this.marks.length });
  },

  async onDone() {
    const { errand, sheet } = this;
    if (errand === null || sheet === null || this.data.busy) return;
    if (this.marks.length === 0) {
      leave();
      return;
    }
    this.setData({ busy: true });
    try {
      this.draw(this.marks);
      const { photo, remark } = await keepChanged(
        errand.photo,
        await writeJpeg(sheet.canvas, sheet.size, QUALITY),
      );
      errand.done(photo);
      if (remark !== '') say(remark);
      leave();
    } catch (error) {
      this.setData({ busy: false });
      say(error instanceof PictureRefused ? error.message : t.failed);
    }
  },
});
