/** What a card makes of the answers, and who reads them. */
import { screened, screeningFor, unscreened } from '../../../cloudfunctions/features/order/screening';
import { CONFIGS } from '../../support/starter-configs';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import type { Screening, ScreeningAnswer, ScreeningCard } from '../../../typings/config';
import type { Role, Screened } from '../../../typings/domain';

const question = (id: string, ...raises: ScreeningAnswer[]): ScreeningCard['questions'][number] => ({
  id,
  text: `${id}吗？`,
  basis: `${id}的依据`,
  raises,
});

const card = (raisedBy: ScreeningCard['raisedBy'], ...questions: ScreeningCard['questions']): Screening => ({
  standard: '令10号',
  cards: [{ id: 'card', title: '卡片', source: '令10号', templateIds: ['t'], raisedBy, questions }],
});

type Answers = Record<string, ScreeningAnswer>;

const raised = (screening: Screening, answers: Answers): boolean | undefined =>
  screened(screening, 'v', 't', { cardId: 'card', answers })?.raised;

const ANSWERS = ['yes', 'no', 'unsure', null] as const;
const pairs = ANSWERS.flatMap((a) => ANSWERS.map((b) => [a, b] as const));
const given = (a: ScreeningAnswer | null, b: ScreeningAnswer | null): Answers => ({
  ...(a === null ? {} : { a }),
  ...(b === null ? {} : { b }),
});

describe('a card of two questions', () => {
  it.each(pairs)('raised by one answer: %p and %p', (a, b) => {
    const any = card('any', question('a', 'yes'), question('b', 'no'));
    expect(raised(any, given(a, b))).toBe(a === 'yes' || b === 'no');
  });

  it.each(pairs)('raised by all answers: %p and %p', (a, b) => {
    const all = card('all', question('a', 'yes'), question('b', 'no'));
    expect(raised(all, given(a, b))).toBe(a === 'yes' && b === 'no');
  });

  it.each(pairs)('where not knowing raises, silence does too: %p and %p', (a, b) => {
    const wary = card('any', question('a', 'yes', 'unsure'), question('b', 'no'));
    expect(raised(wary, given(a, b))).toBe(a !== 'no' || b === 'no');
  });
});

describe('what is kept', () => {
  const screening = card('any', question('a', 'yes'), question('b', 'no'));

  it('is the words of the card with the answers, and null for what nobody answered', () => {
    expect(screened(screening, 'v7', 't', { cardId: 'card', answers: { b: 'no', other: 'yes' } })).toEqual({
      cardId: 'card',
      title: '卡片',
      source: '令10号',
      version: 'v7',
      answers: [
        { question: 'a吗？', basis: 'a的依据', answer: null, raises: false },
        { question: 'b吗？', basis: 'b的依据', answer: 'no', raises: true },
      ],
      raised: true,
    });
  });

  it('is all unanswered when the phone asked nothing, or by a card that is gone: that is told', () => {
    expect(screened(screening, 'v', 't', undefined)).toMatchObject({ raised: false });
    expect(screened(screening, 'v', 't', undefined)).not.toHaveProperty('outdated');
    const old = screened(screening, 'v', 't', { cardId: 'old', answers: { a: 'yes' } });
    expect(old).toMatchObject({ raised: false, outdated: true });
    expect(old?.answers.map(({ answer }) => answer)).toEqual([null, null]);
  });

  it('is nothing where no card asks', () => {
    const answers = { cardId: 'card', answers: { a: 'yes' } } as const;
    expect(screened(screening, 'v', 'another', answers)).toBeNull();
    expect(screened(screening, 'v', null, answers)).toBeNull();
  });

  it('takes no answer from what every object has', () => {
    const odd = card('any', question('constructor', 'yes'), question('toString', 'yes'));
    expect(raised(odd, {})).toBe(false);
  });
});

describe('who reads it', () => {
  const screening = screened(card('any', question('a', 'yes')), 'v', 't', undefined) as Screened;
  const owner = { id: 'p-9', name: '' };
  const order = (suspectedMajor: boolean) => ({
    screening,
    suspectedMajor,
    next: { owner, explain: '', since: 0, dueAt: 1, climbed: [], escalatedTo: null, movesAt: null },
  });
  const actor = (id: string, ...roles: Role[]) => ({ id, roles });

  it.each([
    ['safety', actor('p-1', 'safety'), true, true],
    ['whoever judges now', actor('p-9', 'dutyLeader'), true, false],
    ['the general manager', actor('p-2', 'manager'), true, false],
    ['a supervisor', actor('p-3', 'supervisor'), false, false],
    ['the reporter', actor('p-4', 'worker'), false, false],
  ])('%s', (_who, reader, suspected, ordinary) => {
    expect(screeningFor(order(true), reader) === screening).toBe(suspected);
    expect(screeningFor(order(false), reader) === screening).toBe(ordinary);
  });

  it('nobody, where nothing was asked', () => {
    expect(screeningFor({ suspectedMajor: true, next: null }, actor('p-1', 'safety'))).toBeNull();
  });
});

describe('没有对应卡片的隐患', () => {
  const plant = {
    screening: parseConfig('screening', CONFIGS.screening),
    templates: parseConfig('templates', CONFIGS.templates),
  };
  const asked = plant.screening.cards.flatMap(({ templateIds }) => templateIds);

  it('are all templates without a card, those with most open orders first', () => {
    const open = ['floor-oily', 'guard-loose', 'floor-oily', ...asked, null].map((templateId) => ({
      templateId,
    }));
    const list = unscreened(plant, open, '没选模板');
    expect(list.slice(0, 3).map(({ templateId, open: n }) => [templateId, n])).toEqual([
      ['floor-oily', 2],
      ['guard-loose', 1],
      [null, 1],
    ]);
    const templates = plant.templates.templates.map(({ id }) => id).filter((id) => !asked.includes(id));
    expect(new Set(list.map(({ templateId }) => templateId))).toEqual(new Set([...templates, null]));
  });

  it('leave out reports without a template where there is none open', () => {
    expect(unscreened(plant, [], '没选模板').some(({ templateId }) => templateId === null)).toBe(false);
  });
});
