/** Filling in an action: what is asked for first, what goes to the server, and one id for one intent. */
import fc from 'fast-check';
import {
  actInput,
  attemptOf,
  EMPTY_FORM,
  faultSentence,
  faultsOf,
  missing,
  toUpload,
  untouched,
  withFile,
  withKept,
} from '../../../miniprogram/services/core/form';
import { TEXT } from '../../../miniprogram/shared/text';
import type { FieldId } from '../../../typings/flow';
import { formOf, FORMS, FULL, taken } from './forms';

describe('a form that changes while its pictures go up', () => {
  const up = { ...taken('a', 'cloud://a'), path: '/a-marked.jpg', marked: true } as const;

  it('has a picture as it is now, and all else as it was', () => {
    expect(withFile({ ...FULL, photos: [taken('c', null), taken('a', null)] }, up)).toEqual({
      ...FULL,
      photos: [taken('c', null), up],
    });
    expect(withFile({ ...FULL, files: [taken('a', null)], photos: [] }, up).files).toEqual([up]);
  });

  it('takes words from the page, and no picture back to before it was marked', () => {
    const page = { ...FULL, text: '改好了', photos: [taken('a', null), taken('d', null)] };
    const kept = { ...FULL, photos: [up, taken('gone', null)] };
    expect(withKept(page, kept)).toEqual({ ...page, photos: [up, taken('d', null)] });
  });
});

describe('what is missing', () => {
  it.each(FORMS)('$name asks for every required field until it is filled in', ({ form }) => {
    const wanted = form.filter(({ id, required }) => required || id === 'onSite').map(({ id }) => id);
    const value = { ...EMPTY_FORM };
    for (const [index, id] of wanted.entries()) {
      const faults = missing(form, value);
      expect(Object.keys(faults)).toEqual(wanted.slice(index));
      expect(Object.values(faults)).not.toContain('');
      Object.assign(value, { [id]: FULL[id] });
    }
    expect(missing(form, value)).toEqual({});
  });

  it('takes blanks for nothing', () => {
    expect(missing(formOf('sendBack'), { ...EMPTY_FORM, onSite: false, reason: ' \n' })).toEqual({
      reason: TEXT.form.reasonNeeded,
    });
  });

  it('accepts a verdict by photo, and leaves its rule to the server', () => {
    expect(missing(formOf('verify'), { ...EMPTY_FORM, onSite: false })).toEqual({});
  });

  it('takes a sum of nothing for a sum', () => {
    expect(missing(formOf('defer'), { ...FULL, money: '0' })).toEqual({});
  });
});

describe('faults', () => {
  const form = formOf('defer');

  it('are told in one sentence: one in its own words, several by their names', () => {
    expect(faultSentence(form, {})).toBe('');
    expect(faultSentence(form, { until: TEXT.form.dayNeeded })).toBe(TEXT.form.dayNeeded);
    expect(faultSentence(form, missing(form, { ...FULL, money: '' }))).toBe('还差 1 项：大约要多少钱（元）');
    expect(faultSentence(form, missing(form, { ...FULL, until: null, money: '' }))).toBe(
      '还差 2 项：大约要多少钱（元）、改到哪一天',
    );
    expect(faultSentence(form, missing(form, EMPTY_FORM))).toBe('还差 6 项，都标出来了，填好再点');
  });

  it('of the server find their field, wherever inside it they are', () => {
    const told = { 'input.until': '太远了', 'photos.0.fileId': '打不开', orderId: '没有' };
    expect(faultsOf(form, told)).toEqual({ until: '太远了', photos: '打不开' });
  });

  it('go when their field is touched, and only they', () => {
    const faults = { until: '太远了', money: '要整数' };
    expect(untouched(faults, FULL, { ...FULL, until: 3 })).toEqual({ money: '要整数' });
    expect(untouched(faults, FULL, { ...FULL, text: '' })).toEqual(faults);
  });
});

describe('what goes to the server', () => {
  it.each(FORMS)('$name sends what its form asks for and no more', ({ form }) => {
    const sent: FieldId[] = form.map(({ id }) => id);
    expect(Object.keys(actInput(form, FULL)).sort()).toEqual(sent.sort());
  });

  it.each(FORMS)('$name sends nothing blank', ({ form }) => {
    expect(actInput(form, { ...EMPTY_FORM, text: '  ' })).toEqual({});
  });

  it('trims words and keeps that somebody judged by photo', () => {
    expect(actInput(formOf('sendBack'), { ...FULL, onSite: false, photos: [] })).toEqual({
      reason: '还松',
      onSite: false,
    });
  });

  it('sends money as whole yuan and a day as its last instant', () => {
    expect(actInput(formOf('defer'), FULL)).toMatchObject({ money: 12_000, until: FULL.until });
  });

  it('sends only pictures that are up, and names those that are not', () => {
    const value = { ...FULL, photos: [taken('a', 'cloud://a'), taken('c', null)], files: [taken('d', null)] };
    expect(actInput(formOf('fix'), value).photos).toEqual([
      { fileId: 'cloud://a', source: 'camera', takenAt: 7 },
    ]);
    expect(toUpload(formOf('fix'), value).map(({ id }) => id)).toEqual(['c']);
  });
});

describe('an attempt', () => {
  const ids = (): (() => string) => {
    let n = 0;
    return () => `id-${(n += 1)}`;
  };
  const act = (text: string, rev = 1) => ({ orderId: 'o-1', rev, action: 'respond', input: { text } });

  it('keeps its id while nothing changes', () => {
    const newId = ids();
    const first = attemptOf(null, act('链条'), newId);
    expect(attemptOf(first, act('链条'), newId)).toBe(first);
  });

  it('gets another id for other words, or for an order that moved on', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(5), fc.nat(5), (a, b, revA, revB) => {
        const newId = ids();
        const first = attemptOf(null, act(a, revA), newId);
        const second = attemptOf(first, act(b, revB), newId);
        return (first.requestId === second.requestId) === (a === b && revA === revB);
      }),
    );
  });
});
