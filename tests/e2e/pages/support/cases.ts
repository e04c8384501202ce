/** Orders off the ordinary loop: one in every other state of the flows, with the forms and signatures that led there. */
import type { ActInput } from '../../../../typings/api';
import type { Picture } from '../../../../scripts/demo/pictures';
import type { Floor, Sighting } from '../../../../scripts/lib/floor';
import { DAY, startOfDay } from '../../../../miniprogram/shared/time';

/** An act of whoever has the order. */
interface Act {
  action: string;
  input?: ActInput['input'];
  pictures?: Picture[];
  /** The date it promises: so many days from now. */
  untilDays?: number;
}

interface Case {
  seen: Partial<Sighting>;
  acts: Act[];
}

const interim = '断电挂牌，拉警戒带，每班看一次';

const transfer = (personId: string, reason: string): Act => ({
  action: 'transfer',
  input: { personId, reason },
});
const respond: Act = { action: 'respond', input: { text: '订做整体防护罩，装好前停用' } };
const fix: Act = { action: 'fix', input: { text: '已装好' }, pictures: ['guard-fitted'] };
const rule: Act = { action: 'rule', input: { personId: 'p-003', reason: '谁堆的谁清，归焊接车间' } };
const defer: Act = {
  action: 'defer',
  input: {
    reason: '护罩要订做，下月停产检修时才能装',
    interim,
    measure: '装整体防护罩，加联锁，试机后启用',
    money: 12_000,
    emergency: '夹手先断电，再打急救电话',
    reviewerId: 'p-011',
  },
  untilDays: 20,
};
const approve: Act = { action: 'approve', input: { text: '同意，看住现场' } };
const suspect: Act = { action: 'suspectMajor', input: { reason: '吊钩有裂纹，还在吊', interim } };
const isMajor: Act = { action: 'isMajor', input: { basis: '起重机械带裂纹使用', interim } };
const notMajor: Act = { action: 'notMajor', input: { basis: '探伤没有发现裂纹，是划痕', interim } };
const plan: Act = {
  action: 'plan',
  input: {
    goal: '更换吊钩，恢复到出厂载荷',
    measure: '停机换新钩，做载荷试验，合格后启用',
    funds: '设备大修费三万元',
    team: '设备部牵头，班组配合',
    schedule: '三天内到货，五天内装好',
    safeguard: '吊机上锁挂牌，区域封闭；有人被压先断电再叫救护',
    personId: 'p-039',
  },
  untilDays: 9,
};
const stop: Act = { action: 'stop', input: { personId: 'p-039' }, pictures: ['guard-missing'] };
const PROPOSED = { stop: true };
const accepted: Act = { action: 'verify', input: { onSite: true }, pictures: ['guard-fitted'] };

const MENDED = { mended: ['guard-fitted'] satisfies Picture[] };

/** By the state they end in; the flow first where two flows have a state of that name. */
const CASES = {
  transferred: { seen: {}, acts: [transfer('p-038', '箱子是设备科的')] },
  ruling: { seen: {}, acts: [transfer('p-038', '箱子是设备科的'), transfer('p-028', '东西是仓库堆的')] },
  ruled: {
    seen: {},
    acts: [transfer('p-038', '箱子是设备科的'), transfer('p-028', '东西是仓库堆的'), rule],
  },
  deferApproval: { seen: {}, acts: [respond, defer] },
  deferred: { seen: {}, acts: [respond, defer, approve] },
  'major/determining': { seen: {}, acts: [suspect] },
  'major/confirmingNotMajor': { seen: {}, acts: [suspect, notMajor] },
  'major/planning': { seen: {}, acts: [suspect, isMajor] },
  'major/planApproval': { seen: {}, acts: [suspect, isMajor, plan, approve] },
  'major/rectifying': { seen: {}, acts: [suspect, isMajor, plan, approve, approve] },
  'major/awaitingVerification': { seen: {}, acts: [suspect, isMajor, plan, approve, approve, fix] },
  'major/closed': { seen: {}, acts: [suspect, isMajor, plan, approve, approve, fix, accepted] },
  'selfFixed/awaitingCheck': { seen: MENDED, acts: [] },
  'selfFixed/closed': { seen: MENDED, acts: [{ action: 'accept', input: { onSite: true } }] },
  'stop/proposed': { seen: PROPOSED, acts: [] },
  'stop/stopped': { seen: PROPOSED, acts: [stop] },
  'stop/awaitingUnlock': { seen: PROPOSED, acts: [stop, fix] },
  'stop/closed': { seen: PROPOSED, acts: [stop, fix, { ...accepted, action: 'unlock' }] },
} satisfies Record<string, Case>;

/** `merged` is no act of one person on one order: it ends as the duplicate of another. */
export type CaseName = keyof typeof CASES | 'merged';

/** Where they were seen: apart from the orders of the ordinary loop. */
const WHERE = { areaId: 'press', pointId: 'a-08', templateId: 'guard-missing', pictures: ['guard-missing'] };

async function ownerOf(floor: Floor, reporter: string, orderId: string): Promise<string> {
  const { next } = await floor.look(reporter, orderId);
  if (next === null) throw new Error(`nobody has ${orderId}`);
  return next.owner.id;
}

/**
 * @param into - the order that one of them is merged into
 * @returns their ids
 */
export async function playCases(
  floor: Floor,
  reporter: string,
  into: string,
): Promise<Record<CaseName, string>> {
  const today = startOfDay(await floor.control.now());
  const ids: Partial<Record<CaseName, string>> = {};
  const report = async (name: CaseName, seen: Case['seen']): Promise<string> => {
    const { id } = await floor.report(reporter, { ...(WHERE as Sighting), ...seen });
    ids[name] = id;
    return id;
  };
  for (const [name, { seen, acts }] of Object.entries<Case>(CASES)) {
    const id = await report(name as CaseName, seen);
    for (const { action, input = {}, pictures, untilDays } of acts) {
      const until = untilDays === undefined ? {} : { until: today + (untilDays + 1) * DAY - 1 };
      await floor.act(await ownerOf(floor, reporter, id), id, action, { ...input, ...until }, pictures);
    }
  }
  const orderId = await report('merged', {});
  const owner = await ownerOf(floor, reporter, orderId);
  const { rev } = await floor.look(owner, orderId);
  const reason = '同一台冲床，同一个护罩';
  await floor.control.callOk(floor.person(owner).openid, 'orders.merge', { orderId, rev, into, reason });
  return ids as Record<CaseName, string>;
}
