/** The order page's content: who is called, which pictures lie side by side, and which buttons stand where. */
import {
  buttons,
  byTimeLeft,
  cardLines,
  contacts,
  events,
  iconOf,
  nowCall,
  pictures,
  planFiles,
  remarks,
} from '../../../miniprogram/services/core/order';
import { DAY, HOUR, MINUTE } from '../../../miniprogram/shared/time';
import { WORDS } from '../../../miniprogram/shared/words';
import type { GrantedAction, OrderView, PersonCard, PhotoView } from '../../../typings/api';
import { NOW, orderView, person, photo } from './orders';

const action = (
  id: string,
  style: GrantedAction['style'],
  form: GrantedAction['form'] = [],
): GrantedAction => ({
  id,
  label: id,
  style,
  form,
  bulk: false,
});

describe('the lines of a card', () => {
  const card = (stateId: string, dueAt: number, ownerId = 'p-1'): OrderView => {
    const order = orderView();
    const next = { ...order.next!, owner: { id: ownerId, name: '张工' }, dueAt, overdue: dueAt <= NOW };
    return { ...order, next, state: { ...order.state, id: stateId } };
  };

  it('names the owner and the time left', () => {
    expect(cardLines(card('rectifying', NOW + 5 * HOUR), 'p-9', NOW)).toEqual({
      turn: { before: '轮到', name: '张工', after: '整改' },
      left: ['还剩 5 小时', '15:00 前改好'],
    });
  });

  it.each([
    ['rectifying', '整改'],
    ['awaitingVerification', '复核'],
  ])('speaks to the reader whose turn it is: %s', (state, after) => {
    expect(cardLines(card(state, NOW + HOUR), 'p-1', NOW).turn).toEqual({
      before: '轮到',
      name: '你',
      after,
    });
  });

  it('counts on after the deadline passed in this phone, and keeps who it went up to', () => {
    const late = card('awaitingResponse', NOW - 100 * MINUTE);
    const order = { ...late, next: { ...late.next!, escalatedTo: { id: 'p-3', name: '赵主管' } } };
    expect(cardLines(order, 'p-9', NOW).left).toEqual(['超 1 小时 40 分', '已报赵主管']);
  });

  it('says of a closed order what the server said', () => {
    const order = orderView({ next: null, sentence: '已关闭 · 11月20日 13:24' });
    expect(cardLines(order, 'p-1', NOW)).toEqual({
      turn: { before: '已关闭', name: '', after: '' },
      left: ['11月20日 13:24'],
    });
  });

  it('come least time first, and what has no deadline last', () => {
    const orders = [
      card('rectifying', NOW + HOUR),
      orderView({ next: null }),
      card('rectifying', NOW - HOUR),
    ];
    expect(byTimeLeft(orders).map(({ next }) => next?.dueAt)).toEqual([NOW - HOUR, NOW + HOUR, undefined]);
  });
});

describe('contacts', () => {
  const people = (change: Partial<OrderView['people']>): OrderView =>
    orderView({ people: { ...orderView().people, ...change } });

  it('shows a person once, with every duty', () => {
    const order = people({
      owner: person('p-1', '李主管', '现在由他处理'),
      rectifier: person('p-1', '李主管', '整改责任人'),
      siteKeeper: person('p-1', '李主管', '现场管控人'),
      fixer: person('p-2', '张工', '整改人'),
    });
    expect(contacts(order, 'p-9').map((row) => [row.person.name, row.person.duty])).toEqual([
      ['李主管', '现在由他处理、整改责任人、现场管控人'],
      ['张工', '整改人'],
    ]);
  });

  it('keeps two people of one name apart', () => {
    const order = people({
      owner: person('p-1', '王伟', '现在由他处理'),
      fixer: person('p-2', '王伟', '整改人'),
    });
    expect(contacts(order, 'p-9').filter((row) => row.person.name === '王伟')).toHaveLength(2);
  });

  it('offers no call to oneself: whose turn it is says the turn card, other duties come last', () => {
    const order = people({
      owner: person('p-1', '李主管', '现在由他处理'),
      rectifier: person('p-1', '李主管', '整改责任人'),
      fixer: person('p-1', '李主管', '整改人'),
      siteKeeper: person('p-3', '赵主管', '现场管控人'),
    });
    expect(contacts(order, 'p-1').map(({ person: shown }) => [shown.name, shown.duty, shown.phone])).toEqual([
      ['赵主管', '现场管控人', '13900000000'],
      ['李主管（你）', '整改责任人', null],
    ]);
    expect(order.people.rectifier).toMatchObject({ name: '李主管', phone: '13900000000' });
  });

  it('puts whom no message reached first, with a number to call', () => {
    const owner: PersonCard = person('p-1', '李主管', '现在由他处理');
    const order = {
      ...people({ owner, siteKeeper: person('p-3', '赵主管', '现场管控人') }),
      unreached: [owner],
    };
    const [first] = contacts(order, 'p-9');
    expect(first).toMatchObject({ unreached: true, person: { id: 'p-1', phone: owner.phone } });
    expect(contacts(order, 'p-9').filter((row) => row.unreached)).toHaveLength(1);
  });

  it('shows a reporter whose name is kept once', () => {
    const hidden = { ...person('', '上报人', '现在由他处理'), phone: null };
    const order = { ...people({ owner: hidden }), unreached: [person('p-7', '上报人', '现在由他处理')] };
    expect(contacts(order, 'p-9').filter((row) => row.person.name === '上报人')).toHaveLength(1);
  });
});

describe('whom to call now', () => {
  const people = (now: PersonCard | null): OrderView =>
    orderView({
      people: { ...orderView().people, owner: person('p-1', '李主管', '现在由他处理'), now },
    });

  it('is said when the owner is off duty', () => {
    const keeper = person('p-3', '韩铁军', '现场管控人');
    expect(nowCall(people(keeper), 'p-9')).toEqual({ heading: '李主管现在不当班，现在打给', person: keeper });
  });

  it('is not said to the owner, whose turn it is all the same', () => {
    expect(nowCall(people(person('p-3', '韩铁军', '现场管控人')), 'p-1')).toBeNull();
  });

  it.each([
    ['the owner, who is there', person('p-1', '李主管', '')],
    ['oneself', person('p-9', '陈新', '')],
    ['nobody: the order is closed', null],
  ])('is not said of %s', (_, now) => {
    expect(nowCall(people(now), 'p-9')).toBeNull();
  });
});

describe('words that were left', () => {
  it('say whom they are for, with their pictures, which do not lie among those of the place', () => {
    const shown = photo('c', 'comment', 1);
    const comments = [
      { id: 'c-1', at: NOW, who: '李主管', text: '看一下', photos: [shown], mentions: ['张工'] },
    ];
    expect(remarks({ comments }, NOW)).toMatchObject([
      { who: '李主管', when: '10:00', to: ['@张工'], text: '看一下', shots: [{ id: 'c' }] },
    ]);
    expect(pictures({ photos: [shown] }).more).toEqual([]);
  });
});

describe('pictures', () => {
  const of = (...photos: PhotoView[]): ReturnType<typeof pictures> => pictures({ photos });

  it('lays the first of the scene beside the first after of the last round', () => {
    const shown = of(
      photo('a', 'scene', 1),
      photo('b', 'scene', 1),
      photo('c', 'after', 1),
      photo('d', 'after', 2),
      photo('e', 'after', 2),
    );
    expect([shown.before?.id, shown.after?.id]).toEqual(['a', 'd']);
    expect(shown.more.map(({ id }) => id)).toEqual(['b', 'c', 'e']);
  });

  it('has no after before anything was fixed', () => {
    expect(of(photo('a', 'scene', 1)).after).toBeNull();
    expect(of()).toEqual({ before: null, after: null, more: [] });
  });

  it('keeps a picture that is being sealed, and leaves out what is none', () => {
    const pending = { ...photo('a', 'scene', 1), state: 'pending' as const, url: null, note: '稍后' };
    const refused = { ...photo('b', 'scene', 1), state: 'refused' as const };
    const drawing = { ...photo('c', 'plan', 1), format: 'pdf' as const };
    const shown = of(refused, pending, drawing);
    expect(shown.before).toMatchObject({ id: 'a', url: null, note: '稍后' });
    expect(shown.more).toEqual([]);
    expect(planFiles({ photos: [drawing] })).toMatchObject([{ id: 'c', name: '方案附件 1', format: 'pdf' }]);
  });

  it('writes the time into the picture', () => {
    expect(of(photo('a', 'scene', 1)).before).toMatchObject({ word: '之前', time: '11-22 10:00' });
  });
});

describe('events', () => {
  it('tells the newest first', () => {
    const timeline = [
      { at: NOW - DAY, who: '王工', what: '上报了隐患', note: null },
      { at: NOW, who: '李主管', what: '答复了怎么改', note: '加链条' },
    ];
    expect(events({ timeline }, NOW).map(({ what, when, note }) => [what, when, note])).toEqual([
      ['李主管 答复了怎么改', '10:00', '加链条'],
      ['王工 上报了隐患', '昨天 10:00', ''],
    ]);
  });

  it('names nobody for what happened by itself', () => {
    const timeline = [{ at: NOW, who: WORDS.system, what: '时间过半，提醒了张工', note: null }];
    expect(events({ timeline }, NOW)[0]?.what).toBe('时间过半，提醒了张工');
  });
});

describe('buttons', () => {
  it('has one primary and one secondary; the rest is behind 更多', () => {
    const shown = buttons([
      action('a', 'primary'),
      action('b', 'secondary'),
      action('c', 'secondary'),
      action('d', 'more'),
    ]);
    expect([shown.primary?.id, shown.secondary?.id, shown.more.map(({ id }) => id)]).toEqual([
      'a',
      'b',
      ['c', 'd'],
    ]);
  });

  it('loses none', () => {
    const all = [action('x', 'more'), action('y', 'secondary')];
    const { primary, secondary, more } = buttons(all);
    expect([...more, secondary].map((one) => one?.id)).toEqual(['x', 'y']);
    expect(primary).toBeNull();
  });

  it('draws a camera where the form begins with a needed picture', () => {
    const photos = { id: 'photos' as const, label: '', required: true };
    expect(iconOf(action('fix', 'primary', [photos]))).toBe('camera');
    expect(iconOf(action('verify', 'primary', [{ ...photos, required: false }]))).toBe('tick');
  });
});
