/** Filling in an action: what is asked for first, what goes to the server, and one id for one intent. */
import fc from 'fast-check';
import type { DraftPhoto } from '../../../miniprogram/services/core/draft';
import {
  actInput,
  attemptOf,
  EMPTY_FORM,
  missing,
  toUpload,
  withFile,
  withKept,
  type FormValue,
} from '../../../miniprogram/services/core/form';
import flow from '../../../cloudfunctions/config/flows/hazard.json';
import type { FieldId, FormField } from '../../../typings/flow';

const forms = flow.actions.map(({ id, form }) => ({ id, form: form as FormField[] }));
const formOf = (id: string): FormField[] => forms.find((one) => one.id === id)!.form;

const taken = (id: string, fileId: string | null): DraftPhoto => ({
  id,
  path: `/${id}.jpg`,
  source: 'camera',
  takenAt: 7,
  fileId,
});

const FULL: FormValue = {
  text: ' 加装链条 ',
  reason: ' 还松 ',
  personId: 'p-2',
  personName: '张工',
  onSite: true,
  urgency: 'low',
  photos: [taken('a', 'cloud://a')],
  files: [taken('b', 'cloud://b')],
};

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
  it.each(forms)('$id asks for each required field in turn, then for nothing', ({ form }) => {
    const value = { ...EMPTY_FORM };
    const asked: FieldId[] = [];
    for (;;) {
      const next = missing(form, value);
      if (next === null) break;
      expect(next.prompt).not.toBe('');
      asked.push(next.id);
      Object.assign(value, { [next.id]: FULL[next.id] });
    }
    expect(asked).toEqual(form.filter(({ id, required }) => required || id === 'onSite').map(({ id }) => id));
  });

  it('takes blanks for nothing', () => {
    expect(missing(formOf('sendBack'), { ...EMPTY_FORM, onSite: false, reason: ' \n' })?.id).toBe('reason');
  });

  it('accepts a verdict by photo, and leaves its rule to the server', () => {
    expect(missing(formOf('verify'), { ...EMPTY_FORM, onSite: false })).toBeNull();
  });
});

describe('what goes to the server', () => {
  it.each(forms)('$id sends what its form asks for and no more', ({ form }) => {
    expect(Object.keys(actInput(form, FULL)).sort()).toEqual(form.map(({ id }) => id).sort());
  });

  it.each(forms)('$id sends nothing blank', ({ form }) => {
    expect(actInput(form, { ...EMPTY_FORM, text: '  ' })).toEqual({});
  });

  it('trims words and keeps that somebody judged by photo', () => {
    expect(actInput(formOf('sendBack'), { ...FULL, onSite: false, photos: [] })).toEqual({
      reason: '还松',
      onSite: false,
    });
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
