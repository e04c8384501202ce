/** What asking for a hot-work ticket costs, and every step of it until the fire. */
import { randomUUID } from 'node:crypto';
import type { PermitAction, PermitActValues, PermitInput, PermitView } from '../../../typings/api';
import type { Control } from '../../../devtools/client/cloud';
import { HOUR } from '../../../miniprogram/shared/time';

const openidOf = (id: string): string => `o-demo-${id}`;

const APPLICANT = openidOf('p-030');
const WATCHER = openidOf('p-039');
const SAFETY = openidOf('p-010');

/** How many database calls a call of a route was. */
export type Count = (route: string, work: () => Promise<unknown>) => Promise<number>;

/** By what was done. */
export interface PermitCosts {
  rules: number[];
  ask: number[];
  act: number[];
  look: number[];
  /** By whoever signs, who is shown the open orders near. */
  signerLook: number[];
  list: number[];
  certificate: number[];
}

async function inputFor(control: Control, certificateId: string): Promise<PermitInput> {
  const from = await control.now();
  return {
    id: randomUUID(),
    areaId: 'fit-up',
    pointId: null,
    words: '东侧立柱',
    work: '焊支架',
    method: '电焊',
    level: 'second',
    by: { kind: 'department', departmentId: 'welding' },
    certificateIds: [certificateId],
    watcherId: 'p-039',
    from,
    until: from + HOUR,
  };
}

/** Brings so many tickets to the fire and counts each step. */
export async function measurePermits(control: Control, count: Count, runs: number): Promise<PermitCosts> {
  const costs: PermitCosts = {
    ...{ rules: [], ask: [], act: [], look: [], signerLook: [], list: [], certificate: [] },
  };
  const certificate = {
    id: randomUUID(),
    rev: 0,
    holder: { personId: 'p-031' },
    kindId: 'welding',
    number: 'T31',
    issuedAt: '2024-01-01',
    validUntil: '2030-01-01',
    reviewDue: null,
    photos: [],
  };
  const save = () => control.callOk(SAFETY, 'certificates.save', certificate);
  costs.certificate.push(await count('certificates.save', save));
  // The first ticket of a day also makes its counter.
  await control.callOk(APPLICANT, 'permits.apply', await inputFor(control, certificate.id));
  for (let run = 0; run < runs; run += 1) {
    const input = await inputFor(control, certificate.id);
    const look = (as: string): Promise<PermitView> =>
      control.callOk(as, 'permits.get', { permitId: input.id });
    const act = async (as: string, action: PermitAction, values: PermitActValues = {}): Promise<void> => {
      const { rev } = await look(as);
      const command = { permitId: input.id, rev, action, input: values };
      costs.act.push(await count('permits.act', () => control.callOk(as, 'permits.act', command)));
    };
    const rules = () => control.callOk(APPLICANT, 'permits.rules', {});
    costs.rules.push(await count('permits.rules', rules));
    costs.ask.push(await count('permits.apply', () => control.callOk(APPLICANT, 'permits.apply', input)));
    const { next } = await look(APPLICANT);
    const signer = openidOf(next?.owner.id ?? '');
    costs.look.push(await count('permits.get', () => look(APPLICANT)));
    costs.signerLook.push(await count('permits.get', () => look(signer)));
    const list = () => control.callOk(signer, 'permits.list', { tab: 'approve' });
    costs.list.push(await count('permits.list', list));
    const { near } = await look(signer);
    await act(signer, 'approve', { seen: near?.seen ?? '', note: '看过现场' });
    const { rules: pinned } = await look(APPLICANT);
    const checks = pinned.checks.map(({ id }) => ({
      checkId: id,
      ...{ result: 'na' as const, reason: '用不上', photos: [] },
    }));
    await act(APPLICANT, 'check', { checks });
    await act(WATCHER, 'watchIn');
    await act(APPLICANT, 'start');
  }
  return costs;
}
