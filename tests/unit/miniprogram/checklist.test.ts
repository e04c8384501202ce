/** The rules of a checklist: what is asked, what is missing, and what a round decides. */
import {
  asked,
  inLimits,
  lackOf,
  lacks,
  verdictOf,
  type Answers,
  type AskedItem,
  type GivenAnswer,
} from '../../../miniprogram/shared/checklist';

const item = (id: string, patch: Partial<AskedItem> = {}): AskedItem => ({
  id,
  answer: { kind: 'check' },
  critical: false,
  photo: 'notOk',
  live: false,
  ...patch,
});

const given = (patch: Partial<GivenAnswer> = {}): GivenAnswer => ({ result: 'ok', photos: [], ...patch });

describe('what is asked', () => {
  const items = [
    item('a'),
    item('b', { when: { itemId: 'a', result: 'notOk' } }),
    item('c', { when: { itemId: 'b', result: 'ok' } }),
  ];
  const ids = (answers: Answers): string[] => asked(items, answers).map(({ id }) => id);

  it('hangs on the answer before, as deep as it goes', () => {
    expect(ids({})).toEqual(['a']);
    expect(ids({ a: given() })).toEqual(['a']);
    expect(ids({ a: given({ result: 'notOk' }) })).toEqual(['a', 'b']);
    expect(ids({ a: given({ result: 'notOk' }), b: given() })).toEqual(['a', 'b', 'c']);
  });

  it('does not hang on the answer to what is not asked', () => {
    expect(ids({ a: given(), b: given() })).toEqual(['a']);
  });

  it('is not answered by what every object has', () => {
    expect(lacks([item('constructor')], {})).toMatchObject([{ lack: 'answer' }]);
  });
});

describe('what is missing', () => {
  const number = item('n', { answer: { kind: 'number', min: 0, max: 10 } });
  it.each<[string, AskedItem, GivenAnswer | undefined, string | null]>([
    ['an answer', item('a'), undefined, 'answer'],
    ['nothing of a check', item('a'), given(), null],
    [
      'nothing of one that is not in order: its photo goes with the report',
      item('a'),
      given({ result: 'notOk' }),
      null,
    ],
    ['the reason why it does not apply', item('a'), given({ result: 'na', reason: ' ' }), 'reason'],
    [
      'nothing where it does not apply, not even a photo',
      item('a', { live: true }),
      given({ result: 'na', reason: '停' }),
      null,
    ],
    ['a number', number, given(), 'number'],
    ['a number that is one', number, given({ number: Infinity }), 'number'],
    ['nothing of a number at its limit', number, given({ number: 10 }), null],
    ['the reason why a number beyond is in order', number, given({ number: 10.5 }), 'reason'],
    ['nothing when it has one', number, given({ number: 11, reason: '刚加油' }), null],
    ['nothing of a number beyond that is not in order', number, given({ number: 11, result: 'notOk' }), null],
    ['words', item('t', { answer: { kind: 'text' } }), given({ result: 'noted', text: ' ' }), 'text'],
    [
      'nothing of words',
      item('t', { answer: { kind: 'text' } }),
      given({ result: 'noted', text: '好' }),
      null,
    ],
    ['a photo', item('p', { answer: { kind: 'photo' } }), given({ result: 'noted' }), 'photo'],
    ['a live photo', item('l', { live: true }), given(), 'photo'],
    ['a photo that is always asked', item('l', { photo: 'always' }), given(), 'photo'],
    ['nothing with a photo', item('l', { live: true }), given({ photos: ['x'] }), null],
  ])('is %s', (_what, of, answer, lack) => {
    expect(lackOf(of, answer)).toBe(lack);
  });

  it('is told in the order of the round', () => {
    const items = [item('b'), number, item('a')];
    expect(lacks(items, { a: given(), n: given() }).map(({ item: { id }, lack }) => [id, lack])).toEqual([
      ['b', 'answer'],
      ['n', 'number'],
    ]);
  });
});

describe('limits', () => {
  it.each([
    [5, 0, 10, true],
    [0, 0, 10, true],
    [-1, 0, 10, false],
    [11, 0, 10, false],
    [-99, null, 10, true],
    [99, 0, null, true],
    [99, null, null, true],
  ])('%d lies within %p–%p: %p', (value, min, max, isWithin) => {
    expect(inLimits(value, { min, max })).toBe(isWithin);
  });
});

describe('the verdict', () => {
  const items = [
    item('hook', { critical: true }),
    item('lamp'),
    item('extra', { critical: true, when: { itemId: 'lamp', result: 'notOk' } }),
  ];
  const bad = given({ result: 'notOk' });
  it.each<[string, Answers]>([
    ['usable', { hook: given(), lamp: given() }],
    ['usable', { hook: given({ result: 'na', reason: '停' }), lamp: given() }],
    ['faulty', { hook: given(), lamp: bad }],
    ['stop', { hook: bad, lamp: given() }],
    ['stop', { hook: given(), lamp: bad, extra: bad }],
    ['usable', { hook: given(), lamp: given(), extra: bad }],
  ])('is %s', (verdict, answers) => {
    expect(verdictOf(items, answers)).toBe(verdict);
  });
});
