/** 拍现场: a picture that stays with the item on the screen, on disk as soon as it is taken. */
import { PictureRefused } from '../../../services/core/picture';
import type { Step } from '../../../services/core/round';
import { say } from '../../../services/phone';
import { choosePhotos, keepPhoto } from '../../../services/photos';
import { rounds } from '../../../services/rounds';
import { fill, TEXT } from '../../../shared/text';
import { begunOf } from './view';

/** The server takes so many photos of an answer. */
const MAX_PHOTOS = 3;

export async function addShot(taskId: string, { item }: Step): Promise<void> {
  const begun = () => begunOf(rounds.round(taskId), item.id);
  if (begun().photos.length >= MAX_PHOTOS) {
    say(fill(TEXT.inspection.full, { count: MAX_PHOTOS }));
    return;
  }
  try {
    for (const { path, source } of await choosePhotos('camera', 1)) {
      const { photo, remark } = await keepPhoto(path, source);
      const before = begun();
      rounds.begin(taskId, item.id, { ...before, photos: [...before.photos, photo] });
      if (remark !== '') say(remark);
    }
  } catch (error) {
    say(error instanceof PictureRefused ? error.message : TEXT.form.cameraOff);
  }
}
