/** Links to pictures: the same picture under the same link, for as long as the link is good. */
import { steadyLinks } from '../../../miniprogram/services/core/links';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';

const file = 'https://files.example/sealed/a.jpg';
const link = (sign: string, of = file): string => `${of}?sign=${sign}&t=1`;

describe('a picture that is shown', () => {
  it('keeps its link in every content that is read', () => {
    const steady = steadyLinks();
    steady({ orders: [{ id: 'o-1', thumb: link('first') }] }, 0);
    expect(steady({ photos: [{ url: link('second'), note: null }] }, 59 * MINUTE)).toEqual({
      photos: [{ url: link('first'), note: null }],
    });
  });

  it('gets a new one before the old one runs out', () => {
    const steady = steadyLinks();
    steady([link('first')], 0);
    expect(steady([link('second')], HOUR)).toEqual([link('second')]);
    expect(steady([link('third')], 2 * HOUR - 1)).toEqual([link('second')]);
  });

  it('is told apart from every other', () => {
    const steady = steadyLinks();
    steady([link('first')], 0);
    expect(steady([link('second', `${file}.b`)], 0)).toEqual([link('second', `${file}.b`)]);
  });
});

it('leaves everything else as it is', () => {
  const content = {
    n: 1,
    none: null,
    yes: true,
    text: '看看？sign=',
    open: `${file}?page=1`,
    list: [[], {}],
  };
  expect(steadyLinks()(content, 0)).toEqual(content);
});
