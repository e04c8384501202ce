/** Ids that the phone makes: a draft's becomes the order's, a photo's becomes the name of its file. */

/**
 * A random UUID, version 4. It has to be unique, not secret: what a file's path must not reveal lies in the folder that the
 * server gave.
 * @param random - numbers in [0, 1)
 */
export function uuid(random: () => number = Math.random): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) => {
    const digit = Math.floor(random() * 16);
    return (letter === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}
