/** What the page of a round shows: the card, the bar, the list below, and what came of it. */
import { newRound, answered, type NewAnswer, type Round } from '../../../miniprogram/services/core/round';
import {
  resultOf,
  viewOf,
  type RoundView,
  type Wish,
} from '../../../miniprogram/packages/inspection/round/view';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { fine, item, NINE, roundOf, stop, taken, taskView } from './inspection';
import { photo } from './phone';

const t = TEXT.inspection;
const PILL = { id: 'unsent', label: TEXT.draft.waiting, ring: 0 };

const given = (...answers: NewAnswer[]): Round =>
  answers.reduce((round, answer, index) => answered(round, answer, `a-${index}`, null), roundOf());

const show = (
  round: Round,
  task: Parameters<typeof viewOf>[0] = taskView(),
  wish: Partial<Wish> = {},
): RoundView => viewOf(task, round, { all: false, end: false, way: false, ...wish }, () => PILL, NINE);

describe('a round', () => {
  it('begins with its first item', () => {
    expect(show(roundOf())).toMatchObject({
      view: 'item',
      heading: fill(t.nOf, { n: 1, total: 4 }),
      window: fill(t.window, { shift: '白班', time: '12:00' }),
      card: { id: 'chain', place: 'D-08 D-08 气瓶点', riskColor: 'orange', critical: false },
      bar: 'ok',
      lacks: 4,
    });
  });

  it('is not on this phone, over, or not begun, in words', () => {
    expect(show(roundOf(), null)).toMatchObject({ view: 'gone', heading: t.gone });
    expect(show(roundOf(), taskView({ state: 'dropped' }))).toMatchObject({
      view: 'gone',
      heading: t.dropped,
    });
    const early = show(roundOf(), taskView({ opensAt: NINE + 1 }));
    expect(early).toMatchObject({ view: 'gone', heading: fill(t.notYet, { time: '09:00' }) });
  });

  it('asks for its end when all is done, and tells what is missing when it is asked', () => {
    const all = given(
      fine('chain'),
      fine('valve'),
      fine('press', { number: 3 }),
      fine('door', { photos: [photo('p')] }),
    );
    expect(show(all)).toMatchObject({ view: 'end', heading: t.endTitle, lacks: 0 });
    const asked = show(given(fine('chain')), taskView(), { all: false, end: true });
    expect(asked).toMatchObject({ view: 'end', heading: fill(t.lacks, { count: 3 }) });
    expect(asked.groups.map(({ rows }) => rows.length)).toEqual([2, 2]);
  });

  it('shows its photos once it is over: those on this phone, and others behind their links', () => {
    const finished = { at: NINE, by: { id: 'p', name: '王工' }, late: false };
    const answers = { valve: taken('valve', { photos: ['e-1', 'e-2'] }) };
    const task = taskView({ answers, links: { 'e-1': 'https://a/1.jpg' } });
    const mine = given(fine('chain', { photos: [photo('p')] }));
    const photosIn = (view: RoundView): string[][] =>
      view.groups.flatMap(({ rows }) => rows.map(({ photos }) => photos)).filter(({ length }) => length > 0);
    expect(photosIn(show(mine, { ...task, finished }))).toEqual([[photo('p').path], ['https://a/1.jpg']]);
    expect(photosIn(show(mine, task))).toEqual([]);
  });

  it('is over with the intention, and when the server says so', () => {
    expect(show(roundOf({ done: true })).view).toBe('result');
    const finished = { at: NINE, by: { id: 'p', name: '王工' }, late: false };
    expect(show(roundOf(), taskView({ finished })).view).toBe('result');
  });
});

describe('the card', () => {
  const at = (id: string, change: Partial<Round> = {}, task = taskView()): RoundView['card'] =>
    show(roundOf({ at: id, ...change }), task).card;

  it.each([
    [{ min: 0, max: 15 }, fill(t.between, { min: 0, max: 15, unit: '根' }), false],
    [{ min: 2, max: null }, fill(t.atLeast, { min: 2, unit: '根' }), false],
    [{ min: null, max: 40 }, fill(t.atMost, { max: 40, unit: '根' }), true],
    [{ min: null, max: null }, '', true],
  ])('says the limits %j', (limits, words, signed) => {
    const answer = { kind: 'number' as const, unit: '根', ...limits };
    const task = taskView({ stops: [stop('D-08', [item('n', { answer })])] });
    expect(at('n', {}, task)).toMatchObject({ limits: words, unit: '根', signed });
  });

  it('asks for a decision as soon as the number lies beyond them', () => {
    const begun = (number: string) => ({ press: { number, text: '', reason: '', photos: [] } });
    expect(show(roundOf({ at: 'press', begun: begun('20') }))).toMatchObject({
      bar: 'beyond',
      card: { beyond: fill(t.beyond, { value: 20, unit: '兆帕' }) },
    });
    for (const typed of ['15', '', '2.'])
      expect(show(roundOf({ at: 'press', begun: begun(typed) })).bar).toBe('ok');
  });

  it('says in words what a picture is wanted for', () => {
    expect(at('door')?.needs).toBe(t.live);
    expect(at('chain')?.needs).toBe('');
    const always = taskView({ stops: [stop('D-08', [item('p', { photo: 'always' })])] });
    expect(at('p', {}, always)?.needs).toBe(t.always);
  });

  it('says whether the label was seen, at all items of its stop', () => {
    expect(at('chain', { seen: { 'd-08': 'scanned' } })?.seen).toBe(t.scanned);
    expect(at('valve', { seen: { 'd-08': 'typed' } })?.seen).toBe(t.typedIn);
    expect(at('door', { seen: { 'd-08': 'scanned' } })?.seen).toBe('');
  });

  it('tells what went wrong here, and what was done about it', () => {
    const past = [
      { orderId: 'o-1', number: 'YH-1', title: '气瓶没固定', at: NINE, measure: '加了链条' },
      { orderId: 'o-2', number: 'YH-2', title: '通道有杂物', at: NINE, measure: '' },
    ];
    const task = taskView({ stops: [stop('D-08', [item('chain')], { past })] });
    expect(at('chain', {}, task)?.past).toEqual([
      {
        id: 'o-1',
        when: fill(t.past, { day: '11月23日' }),
        what: fill(t.pastFixed, { title: '气瓶没固定', measure: '加了链条' }),
      },
      { id: 'o-2', when: fill(t.past, { day: '11月23日' }), what: '通道有杂物' },
    ]);
  });

  it('shows again what was filled in when the person comes back', () => {
    const round = { ...given(fine('press', { number: 12, photos: [photo('p')] })), at: 'press' };
    expect(show(round).card).toMatchObject({ number: '12', photos: [{ id: 'p' }] });
    expect(show(round).card?.said).toContain(t.answeredOk);
  });

  it('says that what is handed in stays', () => {
    const task = taskView({ answers: { chain: taken('chain', { result: 'na', reason: '空着' }) } });
    const { said } = at('chain', {}, task) ?? {};
    expect(said).toContain(fill(t.answeredNa, { reason: '空着' }));
    expect(said).toContain(t.answeredSent);
  });

  it('of an item that became an order only goes on', () => {
    const round = { ...given(fine('chain', { result: 'notOk', orderId: 'o-1' })), at: 'chain' };
    expect(show(round)).toMatchObject({ bar: 'on', card: { orderId: 'o-1' } });
  });

  it.each(['text', 'photo'] as const)('of %s is noted', (kind) => {
    const task = taskView({ stops: [stop('D-08', [item('x', { answer: { kind } })])] });
    expect(show(roundOf(), task).bar).toBe('noted');
  });
});

describe('the list below', () => {
  it('has the last answers, newest first, and the next item', () => {
    const round = given(
      fine('chain', { at: NINE }),
      fine('valve', { result: 'notOk', orderId: 'o-1', at: NINE + 60_000 }),
    );
    const [group] = show(round).groups;
    expect(group?.rows).toEqual([
      { id: 'valve', text: '2 看 valve', mark: 'found', note: t.reported, time: '', pill: PILL, photos: [] },
      { id: 'chain', text: '1 看 chain', mark: 'done', note: '', time: '09:00', pill: null, photos: [] },
      { id: 'press', text: '4 看 press', mark: 'open', note: '', time: t.next, pill: null, photos: [] },
    ]);
  });

  it('has all items by stop when they are asked for', () => {
    const { groups, more } = show(roundOf(), taskView(), { all: true, end: false });
    expect(groups.map(({ key }) => key)).toEqual(['d-08', 'd-09']);
    expect([more, show(roundOf()).more]).toEqual(['', '']);
    const long = taskView({
      stops: [
        stop(
          'D-08',
          Array.from({ length: 9 }, (_, i) => item(`i-${i}`)),
        ),
      ],
    });
    expect(show(roundOf(), long).more).toBe(fill(t.all, { count: 9 }));
  });
});

describe('what came of it', () => {
  it('is counted in words, and decided for a machine only', () => {
    const round = given(
      fine('chain'),
      fine('valve', { result: 'notOk', orderId: 'o-1' }),
      fine('sound', { result: 'noted', text: '嘶声' }),
      fine('press', { result: 'na', reason: '空着' }),
    );
    const words = [
      fill(t.okCount, { count: 1 }),
      fill(t.otherCount, { count: 1 }),
      fill(t.naCount, { count: 1 }),
      fill(t.foundCount, { count: 1 }),
    ];
    expect(resultOf(taskView(), round)).toEqual({
      kept: true,
      counts: words,
      reached: fill(t.reachedBare, { came: fill(t.reachedAll, { all: 2 }) }),
      verdict: '',
    });
    expect(resultOf(taskView({ kind: 'spotCheck' }), round).verdict).toBe('stop');
  });

  it('is what the server decided once it did', () => {
    const finished = { at: NINE, by: { id: 'p', name: '王工' }, late: false };
    const task = taskView({ kind: 'spotCheck', finished, verdict: 'faulty' });
    expect(resultOf(task, newRound(task.id))).toMatchObject({ kept: false, verdict: 'faulty' });
  });
});
