/** The pictures of standards that this phone keeps for when there is no network. */
import { createPictures } from './core/pictures';
import { discard, saved } from './photos';
import { load, save } from './storage';

const PICTURES = 'pictures.v1';

export const pictures = createPictures({
  load: () => load(PICTURES),
  save: (all) => save(PICTURES, all),
  fetch: (url) =>
    new Promise((resolve) => {
      wx.downloadFile({
        url,
        success({ statusCode, tempFilePath }) {
          if (statusCode !== 200) resolve(null);
          // What could not be saved is gone when the app is, and is fetched again.
          else void saved(tempFilePath).then((path) => resolve(path === tempFilePath ? null : path));
        },
        fail: () => resolve(null),
      });
    }),
  discard,
});
