/** What a page hands to setData: little, and enough. */
import fc from 'fast-check';
import { patch } from '../../../miniprogram/services/core/patch';

/** setData as WeChat does it: by field, `a.b` and `a[0]`. */
function setData(data: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> {
  const next = structuredClone(data);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
    const last = keys.pop() ?? '';
    let target = next;
    for (const key of keys) target = target[key] as Record<string, unknown>;
    target[last] = value;
  }
  return next;
}

const name = fc.constantFrom('a', 'b', 'c');
const { content } = fc.letrec((tie) => ({
  content: fc.dictionary(name, tie('value')),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, '', '超时', 0, 1, true),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value')),
  ),
}));

describe('patch', () => {
  it('leads from what is shown to what is to be shown', () => {
    fc.assert(
      fc.property(content, content, (first, second) => {
        const before = first;
        const after = second;
        expect(setData(before, patch(before, after))).toEqual({ ...before, ...after });
      }),
    );
  });

  it('is empty when nothing changed, however the content was made', () => {
    fc.assert(
      fc.property(content, (shown) => {
        const data = shown;
        expect(patch(data, structuredClone(data))).toEqual({});
      }),
    );
  });

  it('names only what is new in a list', () => {
    const shown = {
      orders: [
        { id: 'a', left: '还剩 5 小时' },
        { id: 'b', left: '' },
      ],
      cursor: null,
    };
    expect(
      patch(shown, {
        orders: [
          { id: 'a', left: '还剩 4 小时' },
          { id: 'b', left: '' },
          { id: 'c', left: '' },
        ],
      }),
    ).toEqual({ 'orders[0].left': '还剩 4 小时', 'orders[2]': { id: 'c', left: '' } });
  });

  it('replaces a list that shrank', () => {
    expect(patch({ orders: [1, 2] }, { orders: [2] })).toEqual({ orders: [2] });
  });
});
