/** What ships: the templates a plant starts with, the notices of the flows, and the indexes of the database. */
import database from '../../../cloudfunctions/config/database.json';
import { shippedFlows } from '../../../cloudfunctions/config/flows';
import indexes from '../../../cloudfunctions/config/indexes.json';
import noticesBody from '../../../cloudfunctions/config/notices.json';
import rewardsBody from '../../../cloudfunctions/config/rewards.json';
import rolesBody from '../../../cloudfunctions/config/roles.json';
import screeningBody from '../../../cloudfunctions/config/screening.json';
import templatesBody from '../../../cloudfunctions/config/templates.json';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { noticesHoles, screeningHoles, templatesHoles } from '../../../cloudfunctions/features/routing/holes';
import type { IndexDeclarations } from '../../../devtools/cloud/types';

const book = parseConfig('flows', shippedFlows);
const notices = parseConfig('notices', noticesBody);
const { categories, templates } = parseConfig('templates', templatesBody);

describe('templates', () => {
  it('has no holes', () => {
    expect(templatesHoles({ categories, templates })).toEqual([]);
  });

  it('has at least 40 in the eight groups of the reference plant', () => {
    expect(templates.length).toBeGreaterThanOrEqual(40);
    expect(categories.map(({ name }) => name)).toEqual([
      '消防',
      '用电',
      '气瓶',
      '起重吊装',
      '机械防护',
      '高处登高',
      '劳保',
      '现场5S',
    ]);
    for (const { id } of categories) {
      expect(templates.filter(({ categoryId }) => categoryId === id).length).toBeGreaterThanOrEqual(5);
    }
  });

  it.each([
    ['气瓶未固定', 'thing', 'high'],
    ['灭火器遮挡', 'thing', 'medium'],
    ['劳保用品未穿戴', 'behaviour', 'medium'],
    ['配电箱周围堆放杂物', 'thing', 'medium'],
    ['动火未清理易燃物', 'thing', 'high'],
    ['防护罩松动', 'thing', 'medium'],
  ])('has 「%s」, a %s of %s urgency', (title, kind, urgency) => {
    expect(templates.find((template) => template.title === title)).toMatchObject({ kind, urgency });
  });

  it('calls only high urgency suspected major', () => {
    expect(templates.filter(({ suspectedMajor, urgency }) => suspectedMajor && urgency !== 'high')).toEqual(
      [],
    );
  });

  it('uses the behavioural cause for behaviour alone', () => {
    expect(
      templates.filter(({ kind, cause }) => kind === 'behaviour' && !['12', '41'].includes(cause)),
    ).toEqual([]);
  });
});

describe('screening', () => {
  const screening = parseConfig('screening', screeningBody);
  const { cards } = screening;

  it('has no holes under the shipped templates', () => {
    expect(screeningHoles(screening, { templates })).toEqual([]);
  });

  it('asks after every template that raises the suspicion by itself, so that safety has a basis', () => {
    const asked = cards.flatMap(({ templateIds }) => templateIds);
    for (const { id } of templates.filter(({ suspectedMajor }) => suspectedMajor))
      expect(asked).toContain(id);
  });

  it('names the item of the standard on every card and never says more than 疑似', () => {
    for (const { source, title, questions } of cards) {
      expect(source).toMatch(/^令10号 第[一二三四五六七八九十]+条（[一二三四五六七八九十]+）$/);
      expect([title, ...questions.map(({ text }) => text)].join()).not.toMatch(/重大|违规/);
    }
  });

  it('is not raised by silence: whoever answers nothing is asked by safety', () => {
    for (const { questions } of cards) {
      for (const { raises } of questions) expect(raises).not.toContain('unsure');
    }
  });
});

describe('notices', () => {
  it('has no holes under the shipped flows', () => {
    expect(noticesHoles(notices, book)).toEqual([]);
  });

  it('must reach whoever has to act', () => {
    expect(notices.notices.filter(({ mustReach }) => mustReach).map(({ id }) => id)).toEqual([
      'assigned',
      'escalated',
      'transferred',
      'fixerNamed',
      'ruling',
      'determine',
      'approvalAsked',
      'deferralOver',
      'planAsked',
      'dutyDue',
      'stopProposed',
      'directive',
      'shiftMoved',
    ]);
  });

  it('is not publishable as the released version before the console ids are in', () => {
    const holes = noticesHoles({ ...notices, miniprogramState: 'formal' }, book);
    expect(holes).toHaveLength(notices.templates.length);
    expect(holes[0]).toBe('订阅消息“隐患处理任务提醒”还没换成微信后台的模板 ID');
  });
});

describe('rewards', () => {
  it('has every rule that the flows award', () => {
    const known = parseConfig('rewards', rewardsBody).rules.map(({ id }) => id);
    const awarded = book.flows.flatMap(({ actions }) => actions).flatMap(({ awards }) => awards);
    for (const { rule } of awarded) expect(known).toContain(rule);
  });
});

describe('roles', () => {
  it('names every role, each once', () => {
    const { roles } = parseConfig('roles', rolesBody);
    expect(new Set(roles.map(({ name }) => name)).size).toBe(9);
  });
});

describe('indexes', () => {
  const declared: IndexDeclarations = indexes as IndexDeclarations;

  it('names each index of a collection once and gives it fields', () => {
    for (const list of Object.values(declared)) {
      expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
      for (const { fields } of list) {
        expect(fields.length).toBeGreaterThan(0);
        for (const { path, direction } of fields) {
          expect(path).toMatch(/^(_id|[a-zA-Z]+(\.[a-zA-Z]+)*)$/);
          expect([1, -1]).toContain(direction);
        }
      }
    }
  });

  it('makes only numbers and codes that are always there unique: a missing field counts as null', () => {
    const unique = Object.entries(declared).flatMap(([collection, list]) =>
      list.filter((index) => index.unique).map(({ name }) => `${collection}.${name}`),
    );
    expect(unique).toEqual(['orders.number', 'people.employeeNo', 'redemptions.codeKey']);
  });

  it('keeps every collection to the functions', () => {
    expect(Object.keys(database).sort()).toEqual(Object.keys(declared).sort());
    expect(new Set(Object.values(database))).toEqual(new Set(['ADMINONLY']));
  });
});
