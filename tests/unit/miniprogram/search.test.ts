/** Finding orders: what is asked of the server, and which areas are offered. */
import { areasFor, searchOf } from '../../../miniprogram/services/core/search';
import { PLANT } from '../../component/support/people';

const area = { id: 'a-1', name: '焊接一区' };

it.each([
  ['', null, null],
  ['  ', null, null],
  [' 0007 ', null, { text: '0007' }],
  ['', area, { areaId: 'a-1' }],
  // The name that led to the area is no further word.
  ['焊接', area, { areaId: 'a-1' }],
  ['气瓶', area, { text: '气瓶', areaId: 'a-1' }],
])('%j in %j asks for %j', (typed, chosen, asked) => {
  expect(searchOf(typed, chosen)).toEqual(asked);
});

it.each([
  ['焊接', ['a-1']],
  ['2 号厂房', ['a-2']],
  ['东区', ['a-1', 'a-2']],
  ['气瓶', []],
  [' ', []],
])('%j offers the areas %j', (typed, ids) => {
  expect(areasFor(PLANT, typed).map(({ id }) => id)).toEqual(ids);
  expect(areasFor(null, typed)).toEqual([]);
});
