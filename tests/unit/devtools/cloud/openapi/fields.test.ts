/** Field limits of subscription messages, each at its edge. */
import { WeChatError } from '../../../../../devtools/cloud/openapi/errors';
import { checkFields } from '../../../../../devtools/cloud/openapi/fields';

const check = (field: string, value: unknown): unknown => {
  try {
    checkFields({ [field]: { value } }, null);
    return 'ok';
  } catch (error) {
    return error instanceof WeChatError ? error.errcode : error;
  }
};

it.each([
  ['thing1', '隐'.repeat(20)],
  ['thing1', '𠮷'.repeat(20)],
  ['number2', '1'.repeat(32)],
  ['number2', 3.5],
  ['letter3', 'a'.repeat(32)],
  ['symbol4', '¥'.repeat(5)],
  ['character_string5', 'YH-20261122-0007'],
  ['time6', '15:01'],
  ['time6', '2019年10月1日 15:01'],
  ['time6', '2019年10月1日 15:01~2019年10月2日 15:01'],
  ['date7', '2019年10月1日'],
  ['date7', '2019-10-01'],
  ['amount8', '¥100.5'],
  ['amount8', '100元'],
  ['phone_number9', '+86-0766-66888866'],
  ['car_number10', '粤A8Z888挂'],
  ['name11', '张'.repeat(10)],
  ['name11', 'a'.repeat(20)],
  ['phrase12', '待响应'],
])('%s takes %s', (field, value) => {
  expect(check(field, value)).toBe('ok');
});

it.each([
  ['thing1', '隐'.repeat(21)],
  ['thing1', ''],
  ['thing1', '  '],
  ['thing1', '两\n行'],
  ['thing1', '好😀'],
  ['thing1', null],
  ['number2', '1'.repeat(33)],
  ['number2', '一'],
  ['letter3', 'a1'],
  ['symbol4', '¥'.repeat(6)],
  ['character_string5', '编号7'],
  ['character_string5', 'a'.repeat(33)],
  ['time6', '下午三点'],
  ['time6', '2019年10月1日'],
  ['date7', '15:01'],
  ['amount8', '很多'],
  ['phone_number9', '1'.repeat(18)],
  ['car_number10', '粤A8Z888挂挂'],
  ['name11', '张'.repeat(11)],
  ['name11', 'a'.repeat(21)],
  ['phrase12', '待响应待响应'],
  ['phrase12', 'open'],
  ['unheardOf13', 'x'],
])('%s refuses %j', (field, value) => {
  expect(check(field, value)).toBe(47003);
});
