/** Cards that name no template, or the same one twice, are listed before they are published. */
import { screeningHoles } from '../../../../cloudfunctions/features/routing/holes';
import type { Screening, ScreeningCard, Template } from '../../../../typings/config';

const template = (id: string, title: string): Template => ({
  id,
  title,
  categoryId: 'fire',
  kind: 'thing',
  urgency: 'high',
  suspectedMajor: false,
  cause: '22',
  accident: '火灾',
  basis: '标准',
  measure: '清走',
  pictogram: 'rags',
});

const card = (id: string, change: Partial<ScreeningCard> = {}): ScreeningCard => ({
  id,
  title: `卡片${id}`,
  source: '令10号 第七条（六）',
  templateIds: ['rags'],
  raisedBy: 'any',
  questions: [{ id: 'solvent', text: '是用稀释剂擦的吗？', basis: '使用溶剂', raises: ['yes'] }],
  ...change,
});

const templates = { templates: [template('rags', '油抹布乱放'), template('dust', '积灰')] };
const holes = (...cards: ScreeningCard[]): string[] => {
  const screening: Screening = { standard: '令10号', cards };
  return screeningHoles(screening, templates);
};

it('finds none where every card asks after templates of its own', () => {
  expect(holes()).toEqual([]);
  expect(holes(card('a'), card('b', { templateIds: ['dust'] }))).toEqual([]);
});

it.each<[string, ScreeningCard[], string]>([
  ['an unknown template', [card('a', { templateIds: ['rags', 'moon'] })], '卡片“卡片a”的模板 moon 不存在'],
  ['a template of two cards', [card('a'), card('b')], '模板“油抹布乱放”有两张卡片来问'],
  ['a template named twice', [card('a', { templateIds: ['dust', 'dust'] })], '模板“积灰”有两张卡片来问'],
  [
    'two cards of one id',
    [card('a'), card('a', { title: '另一张', templateIds: ['dust'] })],
    '有两张卡片的编号都是 a',
  ],
  [
    'two cards of one title',
    [card('a'), card('b', { title: '卡片a', templateIds: ['dust'] })],
    '有两张卡片都叫“卡片a”',
  ],
  [
    'two questions of one id',
    [card('a', { questions: [...card('a').questions, ...card('a').questions] })],
    '卡片“卡片a”有两个问题的编号都是 solvent',
  ],
])('finds %s', (_what, cards, hole) => {
  expect(holes(...cards)).toEqual([hole]);
});
