/** A phone may report so often an hour; what it may not send stays on it and goes later. */
import { randomUUID } from 'node:crypto';
import { HOUR } from '../../miniprogram/shared/time';
import { report, reportInput } from './support/desk';
import { newKey, reportNameless } from './support/nameless';
import { guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';

const cloud = useCloud();

/** Of a phone that nobody bound, and of a colleague's. */
const GUEST = 10;
const COLLEAGUE = 60;

const many = async (as: string, count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) await report(cloud(), as);
};

/** How many of some reports that come all at once are taken. */
async function takenAtOnce(as: string, count: number): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: count }, () => cloud().call(as, 'orders.report', reportInput())),
  );
  const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
  expect(new Set(refusals)).toEqual(new Set(['REPORT_LIMIT']));
  return answers.length - refusals.length;
}

const counts = async (): Promise<Record<string, Record<string, number>>[]> =>
  (await cloud().dump('counters')).map(({ by = {} }) => by as Record<string, Record<string, number>>);

describe('a phone that nobody bound', () => {
  it('is taken so often, then told what happens next and whom to call', async () => {
    await many(guestPhone(1), GUEST);
    const { message } = await refused(cloud(), 'REPORT_LIMIT', guestPhone(1), 'orders.report', reportInput());
    expect(message).toMatch(/还在手机里，过一会儿会自动再发。.*值班领导孙立军$/);
    await report(cloud(), guestPhone(2));
  });

  it('is taken no more often when it sends all at once', async () => {
    expect(await takenAtOnce(guestPhone(3), 2 * GUEST)).toBe(GUEST);
  });

  it('is answered a retry of what was taken, and taken again an hour later', async () => {
    const first = reportInput();
    const requestId = randomUUID();
    const receipt = await cloud().callOk(guestPhone(4), 'orders.report', first, { requestId });
    await many(guestPhone(4), GUEST - 1);
    const again = await cloud().callOk(guestPhone(4), 'orders.report', first, { requestId });
    expect(again.number).toBe(receipt.number);
    const late = reportInput();
    await refused(cloud(), 'REPORT_LIMIT', guestPhone(4), 'orders.report', late);
    await cloud().clock({ set: (await cloud().now()) + HOUR + 1_000 });
    await cloud().callOk(guestPhone(4), 'orders.report', late);
  });

  it('is counted without a name as with one', async () => {
    await many(guestPhone(5), GUEST - 1);
    await reportNameless(cloud(), guestPhone(5), newKey());
    const input = reportInput({ visibility: 'anonymous', followKey: newKey() });
    await refused(cloud(), 'REPORT_LIMIT', guestPhone(5), 'orders.report', input);
  });
});

describe('a colleague', () => {
  it('is taken sixty times an hour, with a name or without, also all at once', async () => {
    const as = phone('bystander');
    await reportNameless(cloud(), as, newKey());
    expect(await takenAtOnce(as, COLLEAGUE + 9)).toBe(COLLEAGUE - 1);
    const input = reportInput({ visibility: 'anonymous', followKey: newKey() });
    const { message } = await refused(cloud(), 'REPORT_LIMIT', as, 'orders.report', input);
    expect(message).toContain('还在手机里');
    await report(cloud(), phoneOf('p-036'));
  });

  it('is not counted for what is refused, nor for a retry', async () => {
    const as = phoneOf('p-037');
    await cloud().call(as, 'orders.report', reportInput({ areaId: 'nowhere' }));
    const input = reportInput();
    for (let n = 0; n < 3; n += 1) await cloud().callOk(as, 'orders.report', input);
    const before = await counts();
    await cloud().callOk(as, 'orders.report', input);
    expect(await counts()).toEqual(before);
  });
});

describe('the count', () => {
  it('is a number beside a hash of this hour, and is taken back in the next', async () => {
    const as = phoneOf('p-038');
    await report(cloud(), as);
    const held = JSON.stringify(await cloud().dump('counters'));
    expect(held).not.toMatch(/p-038|o-demo/);
    const hashes = (await counts()).flatMap((by) => Object.values(by).flatMap((hour) => Object.keys(hour)));
    expect(hashes.filter((hash) => !/^[0-9a-f]{16}$/.test(hash))).toEqual([]);
    await cloud().clock({ advance: '1h', coalesce: true });
    expect((await counts()).flatMap((by) => Object.values(by))).toEqual([]);
  });

  it('leaves the numbers of a day without a gap', async () => {
    const before = await report(cloud(), phoneOf('p-039'));
    await many(guestPhone(6), GUEST);
    await refused(cloud(), 'REPORT_LIMIT', guestPhone(6), 'orders.report', reportInput());
    const after = await report(cloud(), phoneOf('p-039'));
    expect(Number(after.number.slice(-4)) - Number(before.number.slice(-4))).toBe(GUEST + 1);
  });

  it('costs nobody a database call more than four', async () => {
    const reports = [
      () => report(cloud(), guestPhone(7)),
      () => report(cloud(), phoneOf('p-040')),
      () => reportNameless(cloud(), phoneOf('p-040'), newKey()),
    ];
    for (const send of reports) {
      await send();
      await cloud().resetStats();
      await send();
      const { functions } = await cloud().stats();
      expect(functions['api']?.['orders.report']?.request.calls).toBeLessThanOrEqual(4);
    }
  });
});
