/** Which functions DevTools can rebuild from their text. */
import { checkFunctionText } from '../../../devtools/automation/function-text';

const check = (text: unknown): void => checkFunctionText('App.callFunction', text);

it.each([
  'function () { return 1; }',
  'function(a,b){return a+b}',
  'function named(a, b) {}',
  'async function (key) {}',
  'async function named(a) {}',
  '() => 1',
  '(a, b,) => ({ a, b })',
  '(\n  a,\n  b\n) =>\n a',
  'async (a) => a',
  'async(a)=>a',
  'async () => {}',
  'a => a',
  '$a_1 => ({ a: 1 })',
  '名字 => 名字',
  'async => async',
  '  () => 1  ',
])('takes %s', (text) => {
  expect(() => check(text)).not.toThrow();
});

it.each([
  'async a => a',
  '({ a }) => a',
  '([a]) => a',
  '(a = 1) => a',
  '(...all) => all',
  '(a, { b }) => b',
  'function ({ a }) {}',
  'function (a = 1) {}',
  'async function ([a]) {}',
  'async ({ a }) => a',
  'function* () {}',
  'method() { return 1; }',
  'async method() {}',
  'class A {}',
  '(a /* why */) => a',
  'wx.showToast()',
  '1',
  '',
  undefined,
  null,
  7,
])('refuses %s', (text) => {
  expect(() => check(text)).toThrow('App.callFunction: DevTools cannot rebuild this function from its text');
});
