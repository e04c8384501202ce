/** 隐患公示 in words and as a picture for the wall. */
import { postingPage } from '../../../miniprogram/packages/insight/posting/lists';
import { postingPicture } from '../../../miniprogram/packages/insight/posting/picture';
import type { Pen } from '../../../miniprogram/packages/insight/report/picture';
import { TEXT } from '../../../miniprogram/shared/text';
import { NOTHING_POSTED, POSTED } from './postings';

const t = TEXT.posting;

function drawn(posted: typeof POSTED): { words: string; right: number } {
  const written: string[] = [];
  let right = 0;
  const size = (font: string): number => Number(/(\d+)px/.exec(font)?.[1]);
  const pen: Pen = {
    ...{ font: '400 10px sans-serif', fillStyle: '', textAlign: 'left', textBaseline: 'middle' },
    fillRect: () => undefined,
    fillText(text, x) {
      written.push(text);
      right = Math.max(right, x + text.length * size(this.font));
    },
    measureText(text) {
      return { width: text.length * size(this.font) };
    },
  };
  let top = 0;
  for (const block of postingPicture(pen, postingPage(posted)).blocks) {
    block.draw(pen, top);
    top += block.height;
  }
  return { words: written.join(''), right };
}

it('says of each who mends it and until when, or when it was mended', () => {
  const { open, closed, head, more } = postingPage(POSTED);
  expect(head).toBe('手工焊接区隐患公示');
  expect(open.map(({ when }) => when)).toEqual([
    '焊接车间在改，过了 11月21日',
    '焊接车间改，11月25日前',
    '焊接车间改，11月25日前',
  ]);
  expect(open.map(({ grave }) => grave)).toEqual([true, false, true]);
  expect(closed[0]).toMatchObject({ when: '11月19日改好', measure: '' });
  expect(more).toBe('还有 4 条，在小程序里看');
});

it('draws all of it within its edges', () => {
  const { words, right } = drawn(POSTED);
  for (const { title } of [...POSTED.open, ...POSTED.closed]) expect(words).toContain(title);
  expect(words).toContain(t.foot);
  expect(right).toBeLessThanOrEqual(750);
});

it('says so where there is nothing', () => {
  const { words } = drawn(NOTHING_POSTED);
  expect(words).toContain(t.openNone);
  expect(words).toContain(t.closedNone);
});
