/** The pictures of the report that is being made: taken and chosen one after the other, replaced, and told to the page. */
import type { PhotoInput } from '../../../../typings/api';
import { isEmpty, type Draft } from '../../../services/core/draft';
import { PictureRefused } from '../../../services/core/picture';
import { pulse } from '../../../services/camera';
import { drafts } from '../../../services/drafts';
import { say } from '../../../services/phone';
import { keepPhoto } from '../../../services/photos';
import { fill, TEXT } from '../../../shared/text';

/** The server takes so many of the scene, and as many of what was mended. */
export const MAX_PHOTOS = 4;

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

/** A file of the camera or the album. */
export interface Chosen {
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

  /** @param show - tells the page what there is now */
  constructor(private readonly show: (shots: Shots) => void) {}

  /** How many more of a kind there is room for. @param id - of the draft; empty before there is one */
  room(id: string, mended: boolean): number {
    const photos = drafts.get(id)?.photos ?? [];
    if (photos.some((photo) => photo.id === this.#instead)) return 1;
    return MAX_PHOTOS - this.#coming - photos.filter(({ after = false }) => after === mended).length;
  }

  /** The next picture takes the place of this one, which stays until then. */
  replace(photoId: string): void {
    this.#instead = photoId;
    say(TEXT.shots.replaceNext);
  }

  /**
   * Pictures become part of a draft once they are small and saved; sending waits for them.
   * @param count - how many there may be
   * @param refused - what to say when camera or album is
   */
  take(id: string, mended: boolean, count: number, taking: Promise<Chosen[]>, refused: string): void {
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
    this.show(shotsOf([...others, { id: '', path, source, takenAt: 0, fileId: null, ...kind }], mended));
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
    this.show(shotsOf(draft.photos, mended));
    // A report without a word is refused, and who has submitted it did report something.
    if (draft.state !== 'editing' && isEmpty(draft)) drafts.edit(id, { description: TEXT.draft.untitled });
  }
}
