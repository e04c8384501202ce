/** Pictures of an order beside those of others that look the same. */
import { alikeRows } from '../../../miniprogram/services/core/alike';
import type { Technical } from '../../../typings/api';
import { orderView, photo } from './orders';

const technical: Technical = {
  ...{ clock: null, position: null, placeSource: 'label', files: [], held: [], uncompared: [] },
  alike: [
    { id: 'a', orderId: 'o-2', number: 'YH-2', url: 'https://two' },
    { id: 'gone', orderId: 'o-3', number: 'YH-3', url: null },
  ],
};

it('puts this picture beside the other one, and leaves out what cannot be shown', () => {
  const [both, none] = alikeRows(
    orderView({ technical, photos: [{ ...photo('a', 'scene', 1), url: 'https://one' }] }),
  );
  expect(both).toMatchObject({
    orderId: 'o-2',
    words: '这张照片和 YH-2 的很像',
    pictures: [
      { url: 'https://one', words: '这一单的' },
      { url: 'https://two', words: 'YH-2 的' },
    ],
  });
  expect(none).toMatchObject({ orderId: 'o-3', pictures: [] });
});

it('has nothing for whoever is not safety', () => {
  expect(alikeRows(orderView({ technical: null }))).toEqual([]);
});
