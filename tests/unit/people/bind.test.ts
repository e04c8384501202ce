import fc from 'fast-check';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY } from '../../../miniprogram/shared/time';
import { bind, MAX_TRIES } from '../../../cloudfunctions/features/people/bind';
import { identify } from '../../../cloudfunctions/features/people/identify';
import { INVITE_LIFE, issueInvite } from '../../../cloudfunctions/features/people/invites';
import type { PeopleStore } from '../../../cloudfunctions/features/people/store';
import { NOW, person, rollOf } from './roll';

interface Input {
  employeeNo: string;
  name: string;
  code: string;
}

/** What the phone would do: identify, then bind. */
async function tryBind(store: PeopleStore, openid: string, input: Input, now = NOW): Promise<string> {
  try {
    return (await bind(await identify(openid, store), openid, input, now, store)).id;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** 王建国 with a live code, a colleague who is bound, and somebody who left with a live code. */
async function workshop() {
  const wang = person('wang', { name: '王建国', employeeNo: 'AJ-1024' });
  const li = person('li', { name: '李四', employeeNo: 'AJ-2', openid: 'oLi', boundAt: 1 });
  const gone = person('gone', { name: '赵六', employeeNo: 'AJ-3', status: 'left' });
  const roll = rollOf(wang, li, gone);
  const { code } = await issueInvite(wang, 'admin', NOW, roll.store);
  const { code: codeOfGone } = await issueInvite(gone, 'admin', NOW, roll.store);
  return { ...roll, code, codeOfGone, right: { employeeNo: 'AJ-1024', name: '王建国', code } };
}

describe('binding with the right number, name and code', () => {
  it('makes the phone that person, with their rights', async () => {
    const { store, right } = await workshop();
    expect(await tryBind(store, 'oWang', right)).toBe('wang');
    expect(await identify('oWang', store)).toMatchObject({ kind: 'person', id: 'wang', roles: ['worker'] });
  });

  it.each([
    ['lower case', (code: string) => code.toLowerCase()],
    ['spaces', (code: string) => ` ${code.slice(0, 5)} ${code.slice(5)}　`],
    ['hyphens', (code: string) => `${code.slice(0, 5)}-${code.slice(5, 7)}—${code.slice(7)}`],
    [
      'full width',
      (code: string) => code.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
  ])('reads a code written with %s', async (_, write) => {
    const { store, right } = await workshop();
    expect(await tryBind(store, 'oWang', { ...right, code: write(right.code) })).toBe('wang');
  });

  it('reads number and name written with spaces, full width and lower case', async () => {
    const { store, right } = await workshop();
    const written = { ...right, employeeNo: ' ａｊ－1024', name: '王 建国 ' };
    expect(await tryBind(store, 'oWang', written)).toBe('wang');
  });

  it('does not count as a wrong try', async () => {
    const { store, right, attempts } = await workshop();
    await tryBind(store, 'oWang', { ...right, code: 'WRONG' });
    await tryBind(store, 'oWang', right);
    expect([...attempts.rows.values()].map(({ tries }) => tries)).toEqual([1]);
  });

  it('stores no code, only its keyed hash', async () => {
    const { invites, code } = await workshop();
    expect(JSON.stringify([...invites.rows.values()])).not.toContain(code);
  });
});

describe('whatever is wrong', () => {
  type Case = [
    what: string,
    spoil: (ready: Awaited<ReturnType<typeof workshop>>) => Promise<[Input, string, number]>,
  ];
  const cases: Case[] = [
    ['number', ({ right }) => Promise.resolve([{ ...right, employeeNo: 'AJ-9' }, 'o1', NOW])],
    ['name', ({ right }) => Promise.resolve([{ ...right, name: '王建' }, 'o1', NOW])],
    ['code', ({ right }) => Promise.resolve([{ ...right, code: 'AAAAAAAAAA' }, 'o1', NOW])],
    ['empty code', ({ right }) => Promise.resolve([{ ...right, code: '-' }, 'o1', NOW])],
    [
      'number and name',
      ({ right }) => Promise.resolve([{ ...right, employeeNo: 'X', name: 'X' }, 'o1', NOW]),
    ],
    [
      'number and code',
      ({ right }) => Promise.resolve([{ ...right, employeeNo: 'X', code: 'X' }, 'o1', NOW]),
    ],
    ['name and code', ({ right }) => Promise.resolve([{ ...right, name: 'X', code: 'X' }, 'o1', NOW])],
    ['all three', () => Promise.resolve([{ employeeNo: 'X', name: 'X', code: 'X' }, 'o1', NOW])],
    [
      'number of another person',
      ({ right }) => Promise.resolve([{ ...right, employeeNo: 'AJ-2' }, 'o1', NOW]),
    ],
    ['expired code', ({ right }) => Promise.resolve([right, 'o1', NOW + INVITE_LIFE])],
    [
      'code cancelled by a newer one',
      async ({ right, store }) => {
        await issueInvite(person('wang'), 'admin', NOW, store);
        return [right, 'o1', NOW];
      },
    ],
    [
      'code used by another phone',
      async ({ right, store }) => {
        await tryBind(store, 'oWang', right);
        return [right, 'o1', NOW];
      },
    ],
    [
      'code of somebody who left',
      ({ codeOfGone }) =>
        Promise.resolve([{ employeeNo: 'AJ-3', name: '赵六', code: codeOfGone }, 'o1', NOW]),
    ],
    ['phone of a colleague', ({ right }) => Promise.resolve([right, 'oLi', NOW])],
  ];

  /** A phone's first try: counted in two calls; then the person, the code's claim, and its reading again. */
  const WORK = 5;

  it.each(cases)('%s: the same refusal after the same work, and nobody is bound', async (_, spoil) => {
    const ready = await workshop();
    const [input, openid, now] = await spoil(ready);
    const asGuest = await identify(openid, ready.store);
    const before = ready.calls();
    const refused = bind(asGuest, openid, input, now, ready.store);
    await expect(refused).rejects.toThrow(new AppError('INVITE_INVALID').message);
    expect(ready.calls() - before).toBe(WORK);
    expect(await identify(openid, ready.store)).toMatchObject({ id: asGuest.id });
  });

  it('never binds by a code that was not issued', async () => {
    const { store, right } = await workshop();
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 12 }), fc.integer(), async (code, phone) => {
        fc.pre(code.toUpperCase() !== right.code);
        expect(await tryBind(store, `o${phone}-${code}`, { ...right, code })).not.toBe('wang');
      }),
      { numRuns: 50 },
    );
  });
});

describe('the lock', () => {
  const wrong = { employeeNo: 'AJ-1024', name: '王建国', code: 'AAAAAAAAAA' };

  it('closes after five wrong tries of one phone, even for the right code, and opens a day later', async () => {
    const { store, right } = await workshop();
    for (let i = 0; i < MAX_TRIES; i += 1) {
      expect(await tryBind(store, 'oThief', wrong, NOW + i)).toBe('INVITE_INVALID');
    }
    expect(await tryBind(store, 'oThief', right, NOW + 10)).toBe('INVITE_LOCKED');
    expect(await tryBind(store, 'oThief', right, NOW + DAY - 1)).toBe('INVITE_LOCKED');
    expect(await tryBind(store, 'oThief', right, NOW + DAY)).toBe('wang');
  });

  it('leaves other phones alone', async () => {
    const { store, right } = await workshop();
    for (let i = 0; i <= MAX_TRIES; i += 1) await tryBind(store, 'oThief', wrong);
    expect(await tryBind(store, 'oWang', right)).toBe('wang');
  });

  it('counts tries made at once: of 30 only five are looked at', async () => {
    const { store, people } = await workshop();
    const tries = await Promise.all(Array.from({ length: 30 }, () => tryBind(store, 'oThief', wrong)));
    expect(tries.filter((code) => code === 'INVITE_INVALID')).toHaveLength(MAX_TRIES);
    // Each try identifies the phone; only a try within the limit searches the person too.
    expect(people.calls['find']).toBe(30 + MAX_TRIES);
  });

  it('starts one new day for tries made at once after the old one is over', async () => {
    const { store } = await workshop();
    for (let i = 0; i <= MAX_TRIES; i += 1) await tryBind(store, 'oThief', wrong);
    const later = NOW + DAY + 1;
    const tries = await Promise.all(Array.from({ length: 30 }, () => tryBind(store, 'oThief', wrong, later)));
    const looked = tries.filter((code) => code === 'INVITE_INVALID').length;
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThanOrEqual(MAX_TRIES);
  });
});

describe('one code, several phones', () => {
  it('lets one of two phones at once win', async () => {
    const { store, right, people } = await workshop();
    const results = await Promise.all(['oA', 'oB'].map((openid) => tryBind(store, openid, right)));
    expect([...results].sort()).toEqual(['INVITE_INVALID', 'wang']);
    expect(people.rows.get('wang')?.openid).toBe(results[0] === 'wang' ? 'oA' : 'oB');
  });

  it('answers a phone that used its code and lost the answer', async () => {
    const { store, right } = await workshop();
    expect(await tryBind(store, 'oWang', right)).toBe('wang');
    expect(await tryBind(store, 'oWang', right)).toBe('wang');
  });

  it('answers the same phone asking twice at once', async () => {
    const { store, right } = await workshop();
    const results = await Promise.all(['oWang', 'oWang'].map((openid) => tryBind(store, openid, right)));
    expect(results).toEqual(['wang', 'wang']);
  });

  it('finishes a binding whose write failed after the code was used up', async () => {
    const { store, right } = await workshop();
    const broken: PeopleStore = { ...store, bindTo: () => Promise.reject(new Error('ECONNRESET')) };
    await expect(tryBind(broken, 'oWang', right)).rejects.toThrow('ECONNRESET');
    expect(await identify('oWang', store)).toMatchObject({ kind: 'guest' });
    expect(await tryBind(store, 'oOther', right)).toBe('INVITE_INVALID');
    expect(await tryBind(store, 'oWang', right)).toBe('wang');
  });
});

describe('a new phone', () => {
  it('takes the person over by a new code; the old phone is a guest and its old code opens nothing', async () => {
    const { store, right } = await workshop();
    await tryBind(store, 'oOld', right);
    const { code } = await issueInvite(person('wang', { name: '王建国' }), 'admin', NOW, store);
    expect(await tryBind(store, 'oNew', { ...right, code }, NOW + 1)).toBe('wang');
    expect(await identify('oOld', store)).toMatchObject({ kind: 'guest', roles: [] });
    expect(await tryBind(store, 'oOld', right, NOW + 2)).toBe('INVITE_INVALID');
    expect(await identify('oNew', store)).toMatchObject({ id: 'wang' });
  });
});
