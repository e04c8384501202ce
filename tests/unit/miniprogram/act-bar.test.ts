/** The bar at the foot of an order: what stands where, and when two buttons do not fit beside each other. */
import { barOf } from '../../../miniprogram/packages/order/detail/page';
import { pairing } from '../../../miniprogram/services/core/act-bar';
import { TEXT } from '../../../miniprogram/shared/text';
import type { GrantedAction } from '../../../typings/api';
import { orderView } from './orders';

const t = TEXT.order;
const action = (id: string, label: string, style: GrantedAction['style']): GrantedAction => ({
  id,
  label,
  style,
  form: [],
  bulk: false,
});

const COMMENT = { id: 'comment', label: t.comment, icon: 'chat' };

const mine = orderView({
  actions: [
    action('respond', '我来整改', 'primary'),
    action('assign', '派给…', 'secondary'),
    action('merge', '和另一单是同一处', 'more'),
  ],
});

it('puts the next thing first, what was done last time on top of the list, and a word at its end', () => {
  const { primary, secondary, more, note } = barOf(mine, true);
  expect([primary?.id, secondary?.id, note]).toEqual(['respond', 'assign', undefined]);
  expect(more.map(({ id }) => id)).toEqual(['sameAsLast', 'merge', 'relate', 'comment']);
});

it('leaves out what was done last time where nothing was, or it is not theirs to answer', () => {
  expect(barOf(mine, false).more.map(({ id }) => id)).toEqual(['merge', 'relate', 'comment']);
  expect(barOf(orderView({ actions: [action('assign', '派给…', 'secondary')] }), true).more).toEqual([
    COMMENT,
  ]);
});

it('leaves a word to those whose turn it is not, under a line that says whose it is', () => {
  const note = '这一单现在由张工处理，你可以留言';
  expect(barOf(orderView({ actions: [], notMine: note }), false)).toEqual({
    primary: null,
    secondary: COMMENT,
    more: [],
    note,
  });
});

it('has no line when nobody is named', () => {
  expect(barOf(orderView({ actions: [], notMine: null }), false).note).toBe('');
});

const labelled = (label: string) => ({ id: 'x', label, icon: '' });

it.each([
  ['没修好', '修好了', 'act-paired'],
  ['派给…', '我来整改吧', 'act-paired act-long'],
  ['转给更合适的人', '改好了，拍照', 'act-paired act-stacked'],
])('lays 「%s」 and 「%s」 out as %s', (secondary, primary, classes) => {
  expect(pairing({ primary: labelled(primary), secondary: labelled(secondary) })).toBe(classes);
});

it('lays one button out alone', () => {
  expect(pairing({ primary: labelled('修好了'), secondary: null })).toBe('');
});
