/** 动火作业票 from the application to the last photo, with a phone in every hand; and a refusal when a certificate has ended. */
import { randomUUID } from 'node:crypto';
import { PERMIT_BUTTONS } from '../../../miniprogram/shared/permit-words';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import type { Permit } from '../../../typings/permit';
import { eventually } from '../support/eventually';
import type { Person } from '../support/person';
import { usePlant } from '../support/use-plant';
import { apply, openList, PAGES, take, WORK } from './support/permit';

const t = TEXT.permit;

/** A Monday in the day shift. */
const MORNING = '2026-11-30T09:00:30+08:00';
const plant = usePlant(MORNING);

const PEOPLE = {
  asker: '汪建平',
  watcher: '杜鹏',
  welder: '谢小刚',
  late: '潘志伟',
  keeper: '林晓燕',
} as const;

/** The certificate that turns out to have ended. */
const LATE = randomUUID();

/** The ticket as it is stored. */
async function stored(): Promise<Permit> {
  const permits = (await plant().cloud.dump('permits')) as unknown[];
  const [permit] = permits as Permit[];
  if (permit === undefined) throw new Error('there is no ticket');
  return permit;
}

const when = (holds: (permit: Permit) => boolean): Promise<Permit> =>
  eventually('the ticket to be so', async () => {
    const permits = (await plant().cloud.dump('permits')) as unknown[];
    const [permit] = permits as Permit[];
    return permit !== undefined && holds(permit) ? permit : null;
  });

/** Writes a welding certificate down, or corrects what was written. */
const certify = (who: string, id: string, rev: number, validUntil: string): Promise<unknown> =>
  plant().cloud.callOk(plant().person(PEOPLE.keeper).openid, 'certificates.save', {
    ...{ id, rev, validUntil },
    holder: { personId: plant().person(who).id },
    kindId: 'welding',
    number: 'T3301',
    issuedAt: '2023-11-20',
    reviewDue: null,
    photos: [],
  });

/** The ticket on somebody's phone, as a message leads to it. */
const atTicket = async (who: string): Promise<Person> =>
  plant().phoneOf(who, { path: PAGES.ticket, query: { id: (await stored())._id } });

let asker: Person;
let watcher: Person;

beforeAll(async () => {
  await certify(PEOPLE.welder, randomUUID(), 0, '2028-11-20');
  await certify(PEOPLE.late, LATE, 0, '2028-11-20');
});

describe('an application', () => {
  it('is refused in words for somebody whose certificate has ended meanwhile', async () => {
    asker = await plant().phoneOf(PEOPLE.asker);
    await openList(asker);
    await asker.open(PAGES.apply, 'big-button >>> .big-inside', t.ask);
    await apply(asker, { place: 'C-10', worker: PEOPLE.late, watcher: PEOPLE.watcher });
    await certify(PEOPLE.late, LATE, 1, '2026-11-20');
    await asker.press(t.submit);
    await asker.sees(t.blockedTitle);
    await asker.sees(`${PEOPLE.late}的焊接与热切割作业证`);
    expect(await plant().cloud.dump('permits')).toEqual([]);
  });

  it('is kept as it was, says who cannot do it, and goes with somebody else', async () => {
    await asker.open(PAGES.apply, 'big-button >>> .big-inside', t.mend);
    await asker.sees('已到期');
    await asker.tap('.off');
    await take(asker, t.addWorker, PEOPLE.welder);
    await asker.submit(TEXT.report.writeDone, 'pick-sheet');
    await asker.press(t.submit);
    await asker.find('fire-card >>> .fire-n');
    expect(await stored()).toMatchObject({ state: 'asked', work: WORK, level: { inForce: 'second' } });
  });
});

describe('the signature', () => {
  it('is asked of the person who keeps the place, on their own phone', async () => {
    const { next } = await stored();
    const signer = await plant().phoneOf(next?.owner.id ?? '');
    await openList(signer);
    await signer.open(PAGES.ticket, 'ticket-row >>> .ticket', WORK);
    await signer.sees(t.nearNone);
    await signer.press(PERMIT_BUTTONS.approve, 'act-bar');
    await signer.submit(PERMIT_BUTTONS.approve, 'record-sheet');
    await when(({ state }) => state === 'approved');
    await plant().close(signer);
  });
});

describe('before the start', () => {
  it('the watcher signs in, and what is missing is said', async () => {
    watcher = await atTicket(PEOPLE.watcher);
    await watcher.press(PERMIT_BUTTONS.watchIn, 'act-bar');
    await watcher.sees('杜鹏在现场');
    await asker.comeBy(PAGES.ticket, { id: (await stored())._id });
    await asker.sees(fill(t.lacksHead, { action: PERMIT_BUTTONS.start }));
  });

  it('every precaution is recorded, without a network too, with its picture', async () => {
    const { rules } = await stored();
    await asker.world('setNetwork({ type: "none" })');
    await asker.looksAt('cylinder-chained');
    await asker.press(PERMIT_BUTTONS.check, 'act-bar');
    for (const [index, rule] of rules.checks.entries()) {
      await asker.find('record-sheet >>> bottom-sheet >>> .title', rule.text);
      await asker.tap('record-sheet >>> .rec-result', t.checkDone);
      if (rule.photo) {
        await asker.tap('record-sheet >>> shot-row >>> .add', TEXT.form.takePhoto);
        await asker.find('record-sheet >>> shot-row >>> .taken');
      }
      await asker.submit(index === rules.checks.length - 1 ? t.checkSave : t.checkNext, 'record-sheet');
    }
    await asker.sees(fill(t.keptActs, { count: rules.checks.length }));
    expect((await stored()).checks).toEqual({});
    await asker.world('setNetwork({ type: "wifi" })');
    const permit = await when(({ checks }) => Object.keys(checks).length === rules.checks.length);
    for (const { id, photo } of rules.checks) expect(permit.checks[id]?.photos).toHaveLength(photo ? 1 : 0);
  });
});

describe('the fire', () => {
  it('burns with a count-down, and says so on the watcher’s phone', async () => {
    const { _id: id, from } = await stored();
    await plant().clock({ set: new Date(from + 60_000).toISOString() });
    await asker.comeBy(PAGES.ticket, { id });
    // What the phone kept is shown before what is true now.
    await asker.lacks('.lack');
    await asker.press(PERMIT_BUTTONS.start, 'act-bar');
    await asker.sees('正在动火');
    expect((await stored()).startedAt).not.toBeNull();
    await watcher.comeBy(PAGES.ticket, { id: (await stored())._id });
    await watcher.find('fire-card >>> .fire-big .fire-n');
  });

  it('is out, and is watched for half an hour', async () => {
    await asker.press(PERMIT_BUTTONS.finish, 'act-bar');
    await asker.answer(t.finishYes);
    await when(({ state }) => state === 'watching');
    await watcher.comeBy(PAGES.ticket, { id: (await stored())._id });
    await watcher.sees(t.watchingHead);
    await watcher.press(PERMIT_BUTTONS.endWatch, 'act-bar');
    expect((await stored()).state).toBe('watching');
  });

  it('ends with a last picture', async () => {
    const { afterWatch } = await stored();
    await plant().clock({ set: new Date((afterWatch?.until ?? 0) + 60_000).toISOString() });
    await watcher.comeBy(PAGES.ticket, { id: (await stored())._id });
    await watcher.sees(t.watchDue);
    await watcher.lacks('.lack');
    await watcher.looksAt('guard-missing');
    await watcher.press(PERMIT_BUTTONS.endWatch, 'act-bar');
    await watcher.tap('record-sheet >>> shot-row >>> .add', TEXT.form.takePhoto);
    await watcher.find('record-sheet >>> shot-row >>> .taken');
    await watcher.submit(PERMIT_BUTTONS.endWatch, 'record-sheet');
    await watcher.sees(t.closedHead);
    const permit = await when(({ state }) => state === 'closed');
    expect(permit.ended?.photos).toHaveLength(1);
  });

  it('broke nothing on the phones', () => {
    expect([...asker.exceptions, ...watcher.exceptions]).toEqual([]);
  });
});
