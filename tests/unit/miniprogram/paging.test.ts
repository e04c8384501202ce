/** Lists that are read a page at a time. */
import { join } from 'node:path';
import { CallFailure } from '../../../miniprogram/services/core/failure';
import { appended } from '../../../miniprogram/services/core/paged';
import { root } from '../../support/process';

interface Place {
  cursor: string | null;
  fetching: boolean;
}

interface PagingService {
  readingMore: <L>(
    place: Place,
    load: (cursor: string) => Promise<L>,
    add: (next: L) => void,
  ) => Promise<void>;
}

const service = (): Promise<PagingService> =>
  import(join(root, 'miniprogram/services/paging')) as Promise<PagingService>;

const toasts: string[] = [];

beforeEach(() => {
  toasts.length = 0;
  Object.assign(globalThis, {
    wx: { showToast: ({ title }: { title: string }) => Promise.resolve(toasts.push(title)) },
  });
});

it('puts the next page after the list, each item once and as it is now', () => {
  const shown = [
    { id: 'a', text: '张工在改' },
    { id: 'b', text: '张工在改' },
  ];
  const more = [
    { id: 'b', text: '改好了' },
    { id: 'c', text: '张工在改' },
  ];
  expect(appended(shown, more).map(({ id, text }) => [id, text])).toEqual([
    ['a', '张工在改'],
    ['b', '改好了'],
    ['c', '张工在改'],
  ]);
});

describe('the end of a list', () => {
  const read = async (place: Place, load: (cursor: string) => Promise<string>): Promise<string[]> => {
    const added: string[] = [];
    const { readingMore } = await service();
    await readingMore(place, load, (next) => added.push(next));
    return added;
  };

  it('brings the page at the cursor', async () => {
    const place: Place = { cursor: 'p2', fetching: false };
    expect(await read(place, (cursor) => Promise.resolve(`page at ${cursor}`))).toEqual(['page at p2']);
    expect(place.fetching).toBe(false);
  });

  it.each<Place>([
    { cursor: null, fetching: false },
    { cursor: 'p2', fetching: true },
  ])('asks for nothing at %j', async (place) => {
    expect(await read(place, () => Promise.reject(new Error('asked')))).toEqual([]);
    expect(toasts).toEqual([]);
  });

  it('drops what came for a list that was read anew meanwhile', async () => {
    const place: Place = { cursor: 'p2', fetching: false };
    const added = await read(place, () => {
      place.cursor = 'q2';
      return Promise.resolve('old');
    });
    expect(added).toEqual([]);
  });

  it('says why nothing came, and may be asked again', async () => {
    const place: Place = { cursor: 'p2', fetching: false };
    const refused = new CallFailure({ code: 'BUSY', message: '这会儿人多，等几秒再试' });
    expect(await read(place, () => Promise.reject(refused))).toEqual([]);
    expect(toasts).toEqual(['这会儿人多，等几秒再试']);
    expect(place).toEqual({ cursor: 'p2', fetching: false });
  });
});
