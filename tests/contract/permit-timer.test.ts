/** 动火作业票 and the clock: what the timer does with a ticket, however often and late it runs. */
import { photo } from './support/desk';
import {
  act,
  APPLICANT,
  ask,
  certificate,
  HOUR,
  look,
  MINUTE,
  permitStored,
  ready,
  running,
  told,
  WATCHER,
} from './support/permits';
import { CAST, phone, useCloud } from './support/plant';

const cloud = useCloud();

let welding = '';
beforeAll(async () => {
  welding = (await certificate(cloud())).id;
});

/** Runs the timer at an instant, twice at once and once more. */
async function tick(at: number): Promise<void> {
  await cloud().clock({ set: at });
  await Promise.all([cloud().runTimer('jobs'), cloud().runTimer('jobs')]);
  await cloud().runTimer('jobs');
}

it('pushes a signature up when nobody gives it, whatever the timer does; the duty leader may give it then', async () => {
  const { id, next } = await ask(cloud(), welding);
  await tick(next!.dueAt - MINUTE);
  expect(await told(cloud(), id)).toEqual([`permitAsked ${CAST.keeper}`]);
  await tick(next!.dueAt + 5_000);
  const raised = [`permitAsked ${CAST.keeper}`, `permitRaised ${CAST.dutyLeader}`];
  expect(await told(cloud(), id)).toEqual(raised);
  const leader = phone('dutyLeader');
  expect(
    (await cloud().callOk(leader, 'permits.list', { tab: 'approve' })).permits.map((each) => each.id),
  ).toContain(id);
  const { near } = await look(cloud(), leader, id);
  const signed = await act(cloud(), leader, id, 'approve', { seen: near!.seen, note: '我看过' });
  expect(signed.state).toBe('approved');
});

it('puts the fire out at the end of its time, tells of it once each, and stays open until it is watched', async () => {
  const { id, until } = await running(cloud(), welding);
  await tick(until + 5_000);
  const after = await told(cloud(), id);
  expect(after.filter((line) => line.startsWith('permitStopped'))).toHaveLength(4);
  expect(after.filter((line) => line.startsWith('permitRaised'))).toEqual([
    `permitRaised ${CAST.dutyLeader}`,
  ]);
  await tick(until + 31 * MINUTE);
  await tick(until + 5 * HOUR);
  expect((await told(cloud(), id)).filter((line) => line.startsWith('permitRaised'))).toHaveLength(2);
  const over = await look(cloud(), APPLICANT, id);
  expect(over).toMatchObject({
    state: 'paused',
    open: true,
    next: { step: 'finish', owner: { id: CAST.reporter } },
  });
  expect((await act(cloud(), APPLICANT, id, 'finish')).state).toBe('watching');
});

it('asks the watcher for the last photo, then the duty leader, and closes nothing by itself', async () => {
  const { id } = await running(cloud(), welding);
  const { afterWatch } = await act(cloud(), APPLICANT, id, 'finish');
  await tick(afterWatch!.until + 5_000);
  expect(await told(cloud(), id)).toContain(`permitWatchOver ${CAST.fixer}`);
  await tick(afterWatch!.until + 16 * MINUTE);
  expect(await told(cloud(), id)).toContain(`permitRaised ${CAST.dutyLeader}`);
  await tick(afterWatch!.until + 24 * HOUR);
  expect((await permitStored(cloud(), id)).open).toBe(true);
  const shot = await photo(cloud(), WATCHER);
  expect((await act(cloud(), WATCHER, id, 'endWatch', { photos: [shot] })).state).toBe('closed');
});

it('ends a ticket that never began, and says so', async () => {
  const { id, until } = await ready(cloud(), welding);
  await tick(until + 5_000);
  expect(await look(cloud(), APPLICANT, id)).toMatchObject({ state: 'expired', open: false });
  expect(await told(cloud(), id)).toContain(`permitExpired ${CAST.reporter}`);
});

it('seals with the timer what the file store could not at once', async () => {
  const { id } = await ask(cloud(), welding);
  const shot = await photo(cloud(), APPLICANT);
  const states = async () =>
    Object.values((await permitStored(cloud(), id)).evidence).map(({ state }) => state);
  await cloud().faults([{ match: { action: 'storage' }, mode: 'fail', times: 'forever' }]);
  await act(cloud(), APPLICANT, id, 'check', {
    checks: [{ checkId: 'cleared', result: 'done', photos: [shot] }],
  });
  expect(await states()).toEqual(['pending']);
  await cloud().faults([]);
  await tick((await cloud().now()) + 6 * MINUTE);
  expect(await states()).toEqual(['sealed']);
});
