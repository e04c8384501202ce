/** The pictures on 上报: taken and chosen one after the other, marked, replaced and taken off, and told to the page. */
import type { PhotoInput } from '../../../../typings/api';
import { isEmpty, type Draft, type DraftPhoto } from '../../../services/core/draft';
import { PictureRefused } from '../../../services/core/picture';
import { pulse, snap, snapBySystem } from '../../../services/camera';
import { drafts } from '../../../services/drafts';
import { markUp } from '../../../services/errand';
import { say } from '../../../services/phone';
import { choosePhotos, discard, keepPhoto } from '../../../services/photos';
import { fill, TEXT } from '../../../shared/text';

/** The server takes so many of the scene, and as many of what was mended. */
const MAX_PHOTOS = 4;

const t = TEXT.report;

/** What the page shows of them. */
export interface Shots {
  /** The last one; empty when there is none. */
  thumb: string;
  /** How many there are, in words. */
  taken: string;
  shots: number;
  /** How many show that it is mended. */
  afters: number;
}

/** What the page shows of them while the sheet of pictures is open. */
export interface ShotsSheet extends Shots {
  sheet: string;
  photos: DraftPhoto[];
  hasRoom: boolean;
}

/** What the page does for them. */
export interface RollPage {
  /** Of the draft; empty before there is one. */
  draftId(): string;
  /** Makes the draft if there is none yet. @returns its id */
  draft(): string;
  /** Whether what is taken now shows that it is mended, whether people are photographed, and which sheet is open. */
  state(): { mended: boolean; faces: boolean; sheet: string; cameraOff: boolean };
  show(change: Partial<ShotsSheet> & { flash?: boolean; cameraOff?: boolean }): void;
}

/** A file of the camera or the album. */
interface Chosen {
  path: string;
  source: PhotoInput['source'];
}

const takenWords = (count: number, afters: number): string => {
  if (afters > 0) return fill(t.mendedTaken, { count: afters });
  return count === 0 ? '' : fill(t.taken, { count });
};

/** @param mended - whether what is taken now shows that it is mended */
export function shotsOf(photos: Draft['photos'], mended: boolean): Shots {
  const afters = photos.filter(({ after }) => after === true).length;
  return {
    thumb: photos[photos.length - 1]?.path ?? '',
    taken: takenWords(photos.length, mended ? afters : 0),
    shots: photos.length,
    afters,
  };
}

export class Roll {
  /** Pictures that are being taken, chosen or made small. */
  #coming = 0;
  /** The photo that the next picture takes the place of; empty when it is one more. */
  #instead = '';
  #flash = false;

  constructor(private readonly page: RollPage) {}

  shutter(): void {
    if (!this.#hasRoom()) return;
    this.#take(1, this.page.state().cameraOff ? this.#bySystem() : this.#byPage(), TEXT.failure.camera);
  }

  album(): void {
    if (!this.#hasRoom()) return;
    const room = this.#room();
    this.page.show({ sheet: '' });
    this.#take(room, choosePhotos('album', room), TEXT.shots.albumOff);
  }

  /** Shows the pictures as they are kept. @param sheet - which is open with them; none without a picture */
  open(sheet = 'shots'): void {
    const photos = this.#photos();
    this.page.show({
      ...shotsOf(photos, this.page.state().mended),
      photos,
      hasRoom: this.#room() > 0,
      sheet: photos.length === 0 ? '' : sheet,
    });
  }

  /** 遮脸 of the picture, or of one of several. */
  hideFaces(): void {
    const [only, ...others] = this.#photos();
    if (only !== undefined && others.length === 0) this.mark(only.id);
    else this.open();
  }

  /** What comes of it takes the place of the picture: neither its file nor its id is ever used again. */
  mark(photoId: string): void {
    const photo = this.#photos().find(({ id }) => id === photoId);
    if (photo === undefined) return;
    const done = (marked: DraftPhoto): void => {
      if (!drafts.replacePhoto(this.page.draftId(), photo.id, marked)) discard(marked.path);
      this.open(this.page.state().sheet);
    };
    markUp({ photo, tool: this.page.state().faces ? 'mask' : 'ring', done });
  }

  /** The next picture takes the place of this one, which stays until then. */
  replace(photoId: string): void {
    this.#instead = photoId;
    this.page.show({ sheet: '' });
    say(TEXT.shots.replaceNext);
  }

  remove(photoId: string): void {
    drafts.removePhoto(this.page.draftId(), photoId);
    this.open();
  }

  #photos(): DraftPhoto[] {
    return drafts.get(this.page.draftId())?.photos ?? [];
  }

  /** How many more there is room for of what is being taken now. */
  #room(): number {
    const photos = this.#photos();
    if (photos.some((photo) => photo.id === this.#instead)) return 1;
    const { mended } = this.page.state();
    return MAX_PHOTOS - this.#coming - photos.filter(({ after = false }) => after === mended).length;
  }

  /** Whether one more may be taken; says so when not. */
  #hasRoom(): boolean {
    const hasRoom = this.#room() > 0;
    if (!hasRoom) say(t.full);
    return hasRoom;
  }

  async #byPage(): Promise<Chosen[]> {
    const path = await snap();
    if (path === null) this.page.show({ cameraOff: true });
    return path === null ? [] : [{ path, source: 'camera' }];
  }

  async #bySystem(): Promise<Chosen[]> {
    const path = await snapBySystem();
    return path === null ? [] : [{ path, source: 'camera' }];
  }

  /**
   * Pictures become part of a draft once they are small and saved; sending waits for them.
   * @param count - how many there may be
   * @param refused - what to say when camera or album is
   */
  #take(count: number, taking: Promise<Chosen[]>, refused: string): void {
    const id = this.page.draft();
    const { mended } = this.page.state();
    this.#coming += count;
    const keeping = taking
      .then(async (chosen) => {
        for (const one of chosen.slice(0, count)) await this.#keep(id, mended, one);
      })
      .catch(() => say(refused))
      .finally(() => {
        this.#coming -= count;
      });
    drafts.expect(id, keeping);
  }

  async #keep(id: string, mended: boolean, { path, source }: Chosen): Promise<void> {
    const photos = drafts.get(id)?.photos ?? [];
    const instead = photos.find((photo) => photo.id === this.#instead);
    this.#instead = '';
    const after = instead === undefined ? mended : instead.after === true;
    const kind = after ? ({ after: true } as const) : {};
    const others = photos.filter((photo) => photo !== instead);
    pulse();
    // Shown at once; what comes of it takes a moment longer.
    this.#flash = !this.#flash;
    const shown = [...others, { id: '', path, source, takenAt: 0, fileId: null, ...kind }];
    this.page.show({ ...shotsOf(shown, mended), flash: this.#flash });
    try {
      const { photo, remark } = await keepPhoto(path, source);
      const whole = { ...photo, ...kind };
      if (instead === undefined) drafts.addPhoto(id, whole);
      else drafts.replacePhoto(id, instead.id, whole);
      if (remark !== '') say(remark);
    } catch (error) {
      say(error instanceof PictureRefused ? error.message : TEXT.common.trouble);
      this.#without(id, mended);
    }
  }

  /** There is one picture less than it seemed. */
  #without(id: string, mended: boolean): void {
    const draft = drafts.get(id);
    if (draft === null) return;
    this.page.show(shotsOf(draft.photos, mended));
    // A report without a word is refused, and who has submitted it did report something.
    if (draft.state !== 'editing' && isEmpty(draft)) drafts.edit(id, { description: TEXT.draft.untitled });
  }
}
