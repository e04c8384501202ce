/** A round as people answer: nothing is lost, nothing doubled, and the first whole answer counts. */
import fc from 'fast-check';
import { finish, merged, type Arriving } from '../../../../cloudfunctions/engine/inspection';
import { HOUR } from '../../../../miniprogram/shared/time';
import type { Task } from '../../../../typings/inspection';
import { ALL, answer, DUE, LI, made, MISSED, OPENS, WANG } from './fixtures';

const kept = ({ answers, later }: Task): string[] =>
  [...Object.values(answers), ...later].map(({ id }) => id).sort();

describe('answers', () => {
  it('begin the round, and say who and when', () => {
    const [first] = ALL();
    const task = merged(made(), [first!], WANG, OPENS + 1);
    expect(task).toMatchObject({ state: 'doing', startedAt: OPENS + 1 });
    expect(task.answers['a-1:hook']).toEqual({ ...first, by: WANG, receivedAt: OPENS + 1 });
  });

  it('are one each, whoever sends them again', () => {
    const all = ALL();
    const task = merged(made(), all, WANG, OPENS);
    expect(merged(task, all, LI, DUE)).toBe(task);
    expect(merged(made(), [...all, ...all], WANG, OPENS)).toEqual(task);
  });

  it('count once for an item; a later one is kept beside', () => {
    const [first, second] = [answer('hook'), answer('hook', { result: 'notOk' })];
    const task = merged(merged(made(), [first], WANG, OPENS), [second], LI, OPENS + 5);
    expect(task.answers['a-1:hook']?.id).toBe(first.id);
    expect(task.later).toEqual([{ ...second, by: LI, receivedAt: OPENS + 5 }]);
  });

  it('give way to one that lacks nothing, since what they lack cannot be made good otherwise', () => {
    const beyond = answer('oil', { number: 90 });
    const reasoned = answer('oil', { number: 90, reason: '刚停机' });
    const task = merged(merged(made(), [beyond], WANG, OPENS), [reasoned], WANG, OPENS);
    expect(task.answers['a-1:oil']?.id).toBe(reasoned.id);
    expect(task.later.map(({ id }) => id)).toEqual([beyond.id]);
  });

  it('to no item of the task are left out', () => {
    const task = made();
    expect(merged(task, [answer('nothing'), answer('__proto__')], WANG, OPENS)).toBe(task);
  });

  it('are kept after the end, and change nothing of it', () => {
    const { task } = finish(merged(made(), ALL(), WANG, OPENS), WANG, OPENS);
    const late = answer('hook', { result: 'notOk' });
    const after = merged(task, [late], LI, DUE);
    expect(after).toEqual({ ...task, later: [{ ...late, by: LI, receivedAt: DUE }] });
  });

  it('are all there in whatever parts and order they arrive, with one for each item that was answered', () => {
    const ids = ['hook', 'oil', 'noise', 'words'];
    const arriving = fc.array(
      fc
        .tuple(fc.constantFrom(...ids), fc.boolean(), fc.boolean())
        .map(([id, isOk, hasNumber]) =>
          answer(id, { result: isOk ? 'ok' : 'notOk', ...(hasNumber ? { number: 20 } : {}) }),
        ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(arriving, fc.array(fc.nat(20), { maxLength: 8 }), (given, cuts) => {
        const parts: Arriving[][] = [given, ...cuts.map((cut) => given.slice(cut))];
        const task = parts.reduce((sum, part) => merged(sum, part, WANG, OPENS), made());
        expect(kept(task)).toEqual(given.map(({ id }) => id).sort());
        expect(Object.keys(task.answers).sort()).toEqual(
          [...new Set(given.map(({ itemId }) => itemId))].sort(),
        );
        const counting = Object.values(task.answers).map(({ id }) => id);
        expect(task.later.filter(({ id }) => counting.includes(id))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the end', () => {
  const done = (given: Arriving[], at = OPENS, task = made()) =>
    finish(merged(task, given, WANG, at), WANG, at);

  it('waits for what is missing and leaves the round as it is', () => {
    const begun = merged(made(), [answer('hook')], WANG, OPENS);
    const { task, lacks } = finish(begun, WANG, OPENS);
    expect(task).toBe(begun);
    expect(lacks).toEqual([
      { itemId: 'a-1:oil', lack: 'answer' },
      { itemId: 'a-1:noise', lack: 'answer' },
    ]);
  });

  it('asks for what hangs on an answer', () => {
    const all = [answer('hook'), answer('oil', { number: 1 }), answer('noise', { result: 'notOk' })];
    expect(done(all).lacks).toEqual([{ itemId: 'a-1:words', lack: 'answer' }]);
  });

  it.each([
    ['usable', ALL],
    ['faulty', () => [answer('hook'), answer('oil', { result: 'notOk', number: 90 }), answer('noise')]],
    ['stop', () => [answer('hook', { result: 'notOk' }), answer('oil', { number: 1 }), answer('noise')]],
  ])('decides that the machine is %s', (verdict, given) => {
    expect(done(given()).task).toMatchObject({
      state: 'done',
      open: false,
      verdict,
      nextDueAt: null,
      finished: { at: OPENS, by: WANG, late: false },
      isMissed: false,
      miss: null,
    });
  });

  it('decides nothing about machines on a patrol', () => {
    expect(done(ALL(), OPENS, made({ kind: 'patrol' })).task).toMatchObject({ state: 'done', verdict: null });
  });

  it('is late after the window and a miss after the grace, whether or not the timer ran', () => {
    expect(done(ALL(), DUE).task.finished?.late).toBe(false);
    expect(done(ALL(), DUE + 1).task).toMatchObject({ finished: { late: true }, isMissed: false });
    expect(done(ALL(), MISSED).task).toMatchObject({
      state: 'done',
      isMissed: true,
      miss: { at: MISSED, reason: null },
    });
  });

  it('happens once', () => {
    const { task } = done(ALL());
    expect(finish(task, LI, DUE)).toEqual({ task, lacks: [] });
  });

  it('does not tell how long it took when the clock of the phone was changed meanwhile', () => {
    const [first, ...rest] = ALL();
    const turned = (by: number) => [
      { ...first!, at: OPENS },
      ...rest.map((one, index) => ({ ...one, at: OPENS + by + index * 30_000 })),
    ];
    for (const by of [24 * HOUR, -24 * HOUR]) expect(done(turned(by), DUE).task.seconds).toBeNull();
    const wrongAllAlong = turned(0).map((one) => ({ ...one, at: one.at + 24 * HOUR }));
    expect(done(wrongAllAlong, DUE).task.seconds).toBe(30);
  });

  it('tells how long it took by the clock of the phone, and nothing where there is none', () => {
    const all = ALL().map((one, index) => ({ ...one, at: OPENS + index * 30_000 }));
    expect(done(all, DUE).task.seconds).toBe(60);
    expect(done(ALL(), DUE).task.seconds).toBeNull();
  });
});
