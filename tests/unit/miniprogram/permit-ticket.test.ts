/** A ticket on its page: whose turn and how long, what comes next, what is only in this phone. */
import type { PermitActionView, PermitView } from '../../../typings/permit-views';
import { PERMIT_ACTIONS } from '../../../miniprogram/shared/permit-words';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { timeWords, turnCard } from '../../../miniprogram/packages/permit/ticket/turn';
import { placeWords, ticketPage } from '../../../miniprogram/packages/permit/ticket/view';
import { ASKER, errand, HOUR, NINE, permitView, SIGNER, WATCHER } from './permits';

const t = TEXT.permit;
const MINUTE = 60_000;

const action = (id: PermitActionView['id'], change: Partial<PermitActionView> = {}): PermitActionView => ({
  id,
  label: PERMIT_ACTIONS[id],
  lacks: [],
  from: null,
  ...change,
});

const running = (change: Partial<PermitView> = {}) =>
  permitView({
    state: 'running',
    startedAt: NINE - HOUR,
    next: { step: 'finish', owner: ASKER, since: NINE - HOUR, dueAt: NINE + 2 * HOUR },
    watches: [{ by: WATCHER, in: NINE - HOUR, out: null }],
    isValid: true,
    invalid: [],
    ...change,
  });

const card = (permit: PermitView, at = NINE, me = 'p-0') => turnCard(permit, me, at);

describe('the card on top', () => {
  it('says whose signature is asked and until when', () => {
    expect(card(permitView())).toMatchObject({ tone: 'wait', heading: fill(t.turnOf, { name: '梁永康' }) });
    expect(card(permitView(), NINE, SIGNER.id).heading).toBe(t.turnOfYou);
    const raised = [{ because: 'approval' as const, to: { id: 'p-5', name: '赵主任' }, at: NINE }];
    const late = card(permitView({ raised }), NINE + HOUR);
    expect(late).toMatchObject({ tone: 'late', word: t.overWord, beside: '已报赵主任' });
  });

  it('counts down large while the fire burns: by the minute, by the second in the last ten', () => {
    const at = card(running());
    expect(at).toMatchObject({ tone: 'fix', big: true, share: 33, until: NINE + 2 * HOUR });
    expect(at.time).toEqual([{ n: '2', unit: TEXT.order.hour }]);
    expect(at.heading).toBe(fill(t.runningWatch, { name: '杜鹏' }));
    const last = card(running(), NINE + 2 * HOUR - 9 * MINUTE - 5_000);
    expect(last.time.map(({ n }) => n)).toEqual(['9', '5']);
  });

  it('is solid once the time is over', () => {
    const over = card(running(), NINE + 2 * HOUR + 5 * MINUTE);
    expect(over).toMatchObject({ tone: 'late', word: t.overWord });
    expect(over.beside).toContain(t.stopNow);
  });

  it('says before the start from when it may begin, and then who begins', () => {
    const approved = (from: number) => permitView({ state: 'approved', from });
    expect(card(approved(NINE + HOUR)).heading).toContain('10:00');
    expect(card(approved(NINE - 1), NINE, ASKER.id).heading).toBe(t.toStartYou);
    expect(card(approved(NINE - 1)).heading).toContain('汪建平');
  });

  it('says why it stands still', () => {
    const pauses = [
      { at: NINE, because: 'gas' as const, reason: '气体检测不合格', by: null, resumedAt: null },
    ];
    expect(card(running({ state: 'paused', pauses })).heading).toContain('气体检测不合格');
    expect(card(running({ state: 'paused', pauses }), NINE + 3 * HOUR).tone).toBe('late');
  });

  it('counts the watch after the fire, then asks for the last picture', () => {
    const watch = { from: NINE, until: NINE + 30 * MINUTE, toldAt: null };
    const watching = running({ state: 'watching', afterWatch: watch });
    expect(card(watching)).toMatchObject({ tone: 'verify', word: t.watchLeft, big: true });
    expect(card(watching, NINE + 31 * MINUTE)).toMatchObject({ tone: 'verify', heading: t.watchDue });
    expect(card(watching, NINE + 50 * MINUTE)).toMatchObject({ tone: 'late', heading: t.watchLate });
  });

  it.each(['closed', 'refused', 'withdrawn', 'expired'] as const)('is grey when it is %s', (state) => {
    const ended = { at: NINE, by: SIGNER, reason: '太晚', photos: [] };
    const told = card(permitView({ state, open: false, next: null, ended }));
    expect(told.tone).toBe('closed');
    expect(told.until).toBeNull();
  });
});

it('tells the time of a ticket in a list', () => {
  expect(timeWords(running(), NINE).text).toBe('还剩 2 小时');
  expect(timeWords(running(), NINE + 3 * HOUR)).toEqual({ text: '超 1 小时', late: true });
  expect(timeWords(permitView(), NINE).text).toBe('08:30 到 11:00');
});

it('says where it is with the point first', () => {
  const { place } = permitView();
  expect(placeWords(place)).toBe('C-07 气瓶点 · 焊接一区 · 东侧立柱');
  expect(placeWords({ ...place, pointId: null, pointNo: null, pointName: null })).toBe('焊接一区 · 东侧立柱');
});

describe('the buttons', () => {
  const bar = (
    actions: PermitActionView[],
    change: Partial<PermitView> = {},
    errands = [] as ReturnType<typeof errand>[],
  ) => ticketPage(permitView({ ...change, actions }), errands, NINE).bar;
  const start = action('start', { lacks: ['还有 3 条安全措施没确认'] });

  it('put what can be done before what still lacks something, and say what', () => {
    const { primary, secondary, more, lacks, lacksHead } = bar(
      [action('check'), start, action('appoint'), action('withdraw')],
      { state: 'approved' },
    );
    expect([primary?.id, secondary?.id]).toEqual(['check', 'start']);
    expect(more.map(({ id }) => id)).toEqual(['appoint', 'withdraw']);
    expect(lacks).toEqual(start.lacks);
    expect(lacksHead).toContain(start.label);
  });

  it('lead on once all precautions are taken, here or there', () => {
    const done = (checkId: string) =>
      errand('check', { id: checkId, input: { permitId: 't-1', rev: 3, values: { checks: [{ checkId }] } } });
    const { checks } = permitView().rules;
    const page = bar(
      [action('check'), action('start')],
      { state: 'approved' },
      checks.map(({ id }) => done(id)),
    );
    expect(page.primary?.id).toBe('start');
    expect(page.more).toEqual([]);
  });

  it('ask for gas before the start, and not while it is fresh', () => {
    const test = { values: { lel: 1, o2: 20.9 }, ok: true, photos: [], by: ASKER, at: NINE - 10 * MINUTE };
    const actions = [action('gasTest'), action('start')];
    expect(bar(actions, { state: 'approved' }).primary?.id).toBe('gasTest');
    expect(bar(actions, { state: 'approved', gasTests: [test] }).primary?.id).toBe('start');
    const old = { ...test, at: NINE - 40 * MINUTE };
    expect(bar(actions, { state: 'approved', gasTests: [old] }).primary?.id).toBe('gasTest');
  });

  it('do not offer again what is on its way', () => {
    const actions = [action('finish'), action('pause')];
    expect(bar(actions, { state: 'running' }).primary?.id).toBe('finish');
    expect(bar(actions, { state: 'running' }, [errand('finish')]).primary?.id).toBe('pause');
    expect(bar(actions, { state: 'running' }, [errand('finish', { blocked: true })]).primary?.id).toBe(
      'finish',
    );
  });

  it('are as the server grants them: none without actions', () => {
    expect(bar([])).toMatchObject({ primary: null, secondary: null, more: [], lacks: [] });
  });
});

describe('what is only in this phone', () => {
  const [rule] = permitView().rules.checks;
  const checkId = rule?.id ?? '';
  const check = errand('check', { input: { permitId: 't-1', rev: 3, values: { checks: [{ checkId }] } } });

  it('is shown as done, and counted', () => {
    const page = ticketPage(permitView(), [check], NINE);
    expect(page.checks[0]).toMatchObject({ mark: 'done', note: t.here });
    expect(page.checksDone).toBe('1/3');
    expect(page.kept).toEqual([{ id: 'going', text: fill(t.keptActs, { count: 1 }), refused: false }]);
  });

  it('says what was not taken, and why', () => {
    const page = ticketPage(permitView(), [{ ...check, blocked: true, note: '这张票已关闭' }], NINE);
    expect(page.checks[0]?.mark).toBe('open');
    expect(page.kept[0]).toMatchObject({ refused: true, text: fill(t.notTaken, { what: '这张票已关闭' }) });
  });

  it('tells the end of the fire in words of its own', () => {
    expect(ticketPage(running(), [errand('finish')], NINE).kept[0]?.text).toBe(t.finishing);
  });
});

describe('what was measured', () => {
  it('says until when it counts, and what lies beyond', () => {
    const test = { values: { lel: 1, o2: 18 }, ok: false, photos: [], by: ASKER, at: NINE - 10 * MINUTE };
    const bad = ticketPage(permitView({ gasTests: [test] }), [], NINE).gas;
    expect(bad).toMatchObject({ ok: false, hint: '' });
    expect(bad?.rows.map(({ beyond }) => beyond)).toEqual([false, true]);
    const good = ticketPage(permitView({ gasTests: [{ ...test, ok: true }] }), [], NINE).gas;
    expect(good?.hint).toBe(fill(t.gasTill, { time: '09:20' }));
    const rules = { ...permitView().rules, gas: null };
    expect(ticketPage(permitView({ rules }), [], NINE).gas).toBeNull();
  });
});

it('tells what happened, newest first, and what nobody did without a name', () => {
  expect(ticketPage(permitView(), [], NINE).events.map(({ what }) => what)).toEqual([
    '到时间没人审批',
    '汪建平 申请动火',
  ]);
});

it('says at once when fire may not go on', () => {
  const invalid = ['监护人还没签到'];
  expect(ticketPage(running({ isValid: false, invalid }), [], NINE).invalid).toEqual(invalid);
  expect(ticketPage(permitView({ isValid: false, invalid }), [], NINE).invalid).toEqual([]);
});
