/** Pictures of standards on the phone: fetched once, there without a network, and no more than there is room for. */
import { createPictures, MOST, type Pictures } from '../../../miniprogram/services/core/pictures';
import type { TaskView } from '../../../typings/inspection';
import { item, stop, taskView } from './inspection';

/** A phone with a network that may be off. */
class Shelf {
  disk: unknown;
  fetched: string[] = [];
  discarded: string[] = [];
  online = true;

  open(): Pictures {
    return createPictures({
      load: () => this.disk,
      save: (all) => {
        this.disk = JSON.parse(JSON.stringify(all));
      },
      fetch: (link) => {
        this.fetched.push(link);
        return Promise.resolve(this.online ? link.replace('https://', 'wxfile://') : null);
      },
      discard: (path) => void this.discarded.push(path),
    });
  }
}

const ids = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, n) => `cloud://e.b/checklists/${from + n}.jpg`);

const linkOf = (id: string): string => id.replace('cloud://', 'https://');

const round = (pictures: readonly string[]): TaskView =>
  taskView({
    stops: [
      stop(
        'D-08',
        pictures.map((picture, n) => item(`i-${n}`, { picture })),
      ),
    ],
    links: Object.fromEntries(pictures.map((id) => [id, linkOf(id)])),
  });

it('are fetched once, and lie on the phone from then on, whatever becomes of the network and the app', async () => {
  const [id = ''] = ids(1);
  const shelf = new Shelf();
  const first = shelf.open();
  expect(first.at(id, { [id]: linkOf(id) })).toBe(linkOf(id));
  await first.bring([round([id]), round([id])]);
  await first.bring([round([id])]);
  expect(shelf.fetched).toEqual([linkOf(id)]);
  expect([first.at(id), shelf.open().at(id, { [id]: 'https://new' })]).toEqual([
    'wxfile://e.b/checklists/0.jpg',
    'wxfile://e.b/checklists/0.jpg',
  ]);
});

it('that cannot be fetched now are asked for again, and without a link not at all', async () => {
  const [id = ''] = ids(1);
  const shelf = new Shelf();
  const shown = shelf.open();
  shelf.online = false;
  await shown.bring([round([id])]);
  expect(shown.at(id)).toBe('');
  shelf.online = true;
  await shown.bring([{ stops: round([id]).stops }]);
  expect(shown.at(id)).toBe('');
  await shown.bring([round([id])]);
  expect(shown.at(id)).not.toBe('');
});

it('give way when there are too many: first those that no round asked for the longest', async () => {
  const shelf = new Shelf();
  const shown = shelf.open();
  await shown.bring([round(ids(MOST))]);
  await shown.bring([round(ids(1))]);
  await shown.bring([round(ids(2, MOST))]);
  expect(shelf.discarded).toEqual(ids(2, 1).map((id) => id.replace('cloud://', 'wxfile://')));
  expect(shown.at(ids(1)[0] ?? '')).not.toBe('');
});

it('are none when something else lies under their name', () => {
  const shelf = new Shelf();
  shelf.disk = [{ id: 1 }, 'x', null];
  expect(shelf.open().at('x')).toBe('');
});
