/** Top-3 点评 in words, on its page, at home, and as a picture without anybody's name. */
import { weekPage } from '../../../miniprogram/packages/insight/week/lists';
import { weekPicture } from '../../../miniprogram/packages/insight/week/picture';
import type { Pen } from '../../../miniprogram/packages/insight/report/picture';
import { weekRow } from '../../../miniprogram/services/core/home';
import { MONDAY, QUIET_WEEK, TALKED_WEEK } from './weeks';

it('waits for the comment, and tells of no answers before', () => {
  const page = weekPage(QUIET_WEEK, MONDAY);
  expect(page).toMatchObject({ comments: true, lines: [], commentHead: '点评' });
  expect(page.areas.map(({ open }) => open)).toEqual(['', '', '']);
  expect(page.areas[0]?.text).toBe('2 条是重大隐患，比上上周多 4 条 · 9 条');
  expect(page.areas[2]?.text).toBe('5 条');
});

it('says who answered, who is still to, and after Friday that nobody did', () => {
  const page = weekPage(TALKED_WEEK, MONDAY);
  expect(page.areas.map(({ open, answerHead }) => answerHead + open)).toEqual([
    '王大勇答复',
    '还没答复，11月27日前',
    '还没答复，11月27日前',
  ]);
  const late = weekPage(TALKED_WEEK, TALKED_WEEK.answerDueAt);
  expect(late.areas.map((area) => area.late)).toEqual([false, true, true]);
});

it('says at home what is asked, else how many answered', () => {
  expect(weekRow(null)).toBeNull();
  const said = { by: '高总', line: '今天全部固定好' };
  expect(weekRow({ said: null, areas: 3, answered: 0, asks: 'comment' })).toEqual({
    ...{ title: '这周先看三处', line: '', hint: '等你点评' },
  });
  expect(weekRow({ said, areas: 3, answered: 1, asks: 'answer' })).toMatchObject({ hint: '等你答复' });
  expect(weekRow({ said, areas: 3, answered: 1, asks: null })).toMatchObject({
    ...{ line: '高总：今天全部固定好', hint: '3 处，1 处答复了' },
  });
});

it('draws sentences and areas, and no name of anybody', () => {
  const written: string[] = [];
  const pen: Pen = {
    ...{ font: '400 10px sans-serif', fillStyle: '', textAlign: 'left', textBaseline: 'middle' },
    fillRect: () => undefined,
    fillText: (text) => void written.push(text),
    measureText: (text) => ({ width: text.length * 20 }),
  };
  const { blocks, height } = weekPicture(pen, weekPage(TALKED_WEEK, MONDAY));
  let top = 0;
  for (const block of blocks) {
    block.draw(pen, top);
    top += block.height;
  }
  expect(top).toBe(height);
  const all = written.join('');
  for (const sentence of TALKED_WEEK.sentences) expect(all.replace(/\u00a0/g, ' ')).toContain(sentence);
  for (const { name } of TALKED_WEEK.areas) expect(all).toContain(name);
  for (const name of ['高总', '王大勇']) expect(all).not.toContain(name);
});
