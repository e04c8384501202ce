/** 做标签: safety chooses points, gets a PDF of A4 sheets, and forwards it to a computer that prints. */
import { sentenceOf } from '../../../services/core/failure';
import { makesLabels } from '../../../services/core/label';
import { dressPage, lookClass } from '../../../services/look';
import { say } from '../../../services/phone';
import { getPlant, getSession, knownPlant, knownSession } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';
import { allLabels, choiceOf, keyOf, keysOfArea, type Choice } from './choice';
import { SheetFailure } from './failure';
import { makeSheets } from './make';

const t = TEXT.sheet;

const NOTHING: Choice = { groups: [], labels: 0, pages: 0, total: 0 };

Page({
  data: {
    look: lookClass(),
    t,
    /** `loading`, `failed`, `notMine`, `none`: no points; `ready`. */
    view: 'loading',
    ...NOTHING,
    /** What is printed if the button is pressed now. */
    amount: '',
    busy: false,
    /** How far the work is; what came of it. */
    progress: '',
    done: '',
    trouble: '',
  },

  /** Keys of labels, and ids of the areas whose points are shown. */
  chosen: [] as string[],
  opened: [] as string[],
  /** The file that was made last; empty before. */
  file: '',
  stopped: false,

  onLoad() {
    this.setData({ look: lookClass() });
    void this.read();
  },

  onShow() {
    dressPage();
    this.setData({ look: lookClass() });
  },

  /** Whoever leaves does not want it any more. */
  onUnload() {
    this.stopped = true;
  },

  async read() {
    this.setData({ view: 'loading' });
    this.setData({ view: await this.viewNow() });
    this.draw();
  },

  async viewNow(): Promise<string> {
    const session = knownSession() ?? (await getSession().catch(() => null));
    if (session === null) return 'failed';
    if (!makesLabels(session.me.roles)) return 'notMine';
    const plant = await getPlant().catch(() => knownPlant());
    return plant === null ? 'failed' : 'ready';
  },

  draw() {
    const plant = knownPlant();
    if (plant === null || this.data.view !== 'ready') return;
    const choice = choiceOf(plant, new Set(this.chosen), new Set(this.opened));
    const { labels, pages, total } = choice;
    const amount = labels === 0 ? '' : fill(t.chosen, { labels, pages });
    this.setData({ ...choice, amount, view: total === 0 ? 'none' : 'ready' });
  },

  /** What was made was made of another choice. */
  choose(keys: readonly string[], on: boolean) {
    this.chosen = [...this.chosen.filter((key) => !keys.includes(key)), ...(on ? keys : [])];
    this.setData({ done: '', trouble: '' });
    this.draw();
  },

  onAll() {
    const plant = knownPlant();
    if (plant === null || this.data.busy) return;
    const keys = allLabels(plant).map(({ ref }) => keyOf(ref));
    this.choose(keys, this.data.labels < keys.length);
  },

  onArea({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const plant = knownPlant();
    if (plant === null || this.data.busy) return;
    const keys = keysOfArea(plant, String(currentTarget.dataset['id']));
    this.choose(keys, !keys.every((key) => this.chosen.includes(key)));
  },

  onOpen({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const id = String(currentTarget.dataset['id']);
    const isOpen = this.opened.includes(id);
    this.opened = isOpen ? this.opened.filter((one) => one !== id) : [...this.opened, id];
    this.draw();
  },

  onPoint({ currentTarget }: WechatMiniprogram.BaseEvent) {
    if (this.data.busy) return;
    const key = String(currentTarget.dataset['key']);
    this.choose([key], !this.chosen.includes(key));
  },

  async onMake() {
    const plant = knownPlant();
    if (plant === null || this.data.busy) return;
    const labels = allLabels(plant).filter(({ ref }) => this.chosen.includes(keyOf(ref)));
    if (labels.length === 0) {
      say(t.chooseFirst);
      return;
    }
    this.stopped = false;
    this.setData({ busy: true, done: '', trouble: '', progress: '' });
    const { pages } = this.data;
    try {
      const file = await makeSheets(labels, knownSession()?.plant.emergencyPhone ?? '', (progress) => {
        this.setData({ progress: fill(t.making, { ...progress }) });
        return !this.stopped;
      });
      if (file === null) this.setData({ trouble: t.stopped });
      else {
        this.file = file;
        this.setData({ done: fill(t.done, { labels: labels.length, pages }) });
        this.onOpenFile();
      }
    } catch (error) {
      this.setData({ trouble: error instanceof SheetFailure ? error.message : sentenceOf(error) });
    } finally {
      this.setData({ busy: false, progress: '' });
    }
  },

  onStop() {
    this.stopped = true;
  },

  /** The menu of the viewer forwards the file to a computer. */
  onOpenFile() {
    wx.openDocument({ filePath: this.file, fileType: 'pdf', showMenu: true, fail: () => say(t.unopened) });
  },
});
