/** Hot work in 组对拼装区 on a Wednesday morning: a welder with a certificate, who asks, who watches, and the way to the fire. */
import { randomUUID } from 'node:crypto';
import type {
  CertificateInput,
  CertificateView,
  PermitAction,
  PermitActValues,
  PermitInput,
  PermitView,
} from '../../../typings/api';
import type { Permit } from '../../../typings/permit';
import type { CallOptions, TestCloud } from '../../support/cloud';
import { photo } from './desk';
import { CAST, phone, phoneOf } from './plant';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Without special risk; of the welding shop, kept by the keeper. */
export const AREA = 'fit-up';

/** Who does hot work here. */
export const WELDER = 'p-031';

/** Asks, and answers for the work; watches. */
export const APPLICANT = phone('reporter');
export const WATCHER = phone('fixer');

export const certificateInput = (patch: Partial<CertificateInput> = {}): CertificateInput => ({
  id: randomUUID(),
  rev: 0,
  holder: { personId: WELDER },
  kindId: 'welding',
  number: 'T310101199001011234',
  issuedAt: '2024-03-01',
  validUntil: '2030-02-28',
  reviewDue: '2028-02-28',
  photos: [],
  ...patch,
});

/** A certificate that safety wrote down. */
export const certificate = (
  cloud: TestCloud,
  patch: Partial<CertificateInput> = {},
): Promise<CertificateView> => cloud.callOk(phone('safety'), 'certificates.save', certificateInput(patch));

/** For two hours from now, by the welder with this certificate. */
export async function permitInput(
  cloud: TestCloud,
  certificateId: string,
  patch: Partial<PermitInput> = {},
): Promise<PermitInput> {
  const now = await cloud.now();
  return {
    id: randomUUID(),
    areaId: AREA,
    pointId: null,
    words: '东侧立柱',
    work: '焊支架',
    method: '电焊',
    level: 'second',
    by: { kind: 'department', departmentId: 'welding' },
    certificateIds: [certificateId],
    watcherId: CAST.fixer,
    from: now,
    until: now + 2 * HOUR,
    ...patch,
  };
}

export const ask = async (
  cloud: TestCloud,
  certificateId: string,
  patch: Partial<PermitInput> = {},
): Promise<PermitView> =>
  cloud.callOk(APPLICANT, 'permits.apply', await permitInput(cloud, certificateId, patch));

export const look = (cloud: TestCloud, as: string, permitId: string): Promise<PermitView> =>
  cloud.callOk(as, 'permits.get', { permitId });

/** Does something with the ticket as this phone sees it now. */
export async function act(
  cloud: TestCloud,
  as: string,
  permitId: string,
  action: PermitAction,
  input: PermitActValues = {},
  options?: CallOptions,
): Promise<PermitView> {
  const { rev } = await look(cloud, as, permitId);
  return cloud.callOk(as, 'permits.act', { permitId, rev, action, input }, options);
}

/** Everything confirmed, with a photo where the rule asks for one. */
export async function checksOf(
  cloud: TestCloud,
  as: string,
  { rules }: Pick<PermitView, 'rules'>,
): Promise<NonNullable<PermitActValues['checks']>> {
  return Promise.all(
    rules.checks.map(async ({ id, photo: isAsked }) => ({
      checkId: id,
      result: 'done' as const,
      photos: isAsked ? [await photo(cloud, as)] : [],
    })),
  );
}

/** Signs with everybody who is asked, each after a look at what is near. */
export async function approve(cloud: TestCloud, permitId: string): Promise<PermitView> {
  let permit = await look(cloud, APPLICANT, permitId);
  while (permit.state === 'asked' && permit.next !== null) {
    const as = phoneOf(permit.next.owner.id);
    const { near } = await look(cloud, as, permitId);
    if (near === null) throw new Error(`${as} is shown nothing to sign`);
    permit = await act(cloud, as, permitId, 'approve', { seen: near.seen, note: '看过现场' });
  }
  return permit;
}

/** A ticket for which only the start is missing. */
export async function ready(
  cloud: TestCloud,
  certificateId: string,
  patch: Partial<PermitInput> = {},
): Promise<PermitView> {
  const { id } = await ask(cloud, certificateId, patch);
  const permit = await approve(cloud, id);
  await act(cloud, APPLICANT, id, 'check', { checks: await checksOf(cloud, APPLICANT, permit) });
  if (permit.rules.gas !== null) await act(cloud, APPLICANT, id, 'gasTest', { values: { lel: 1, o2: 20.9 } });
  return act(cloud, WATCHER, id, 'watchIn');
}

export async function running(
  cloud: TestCloud,
  certificateId: string,
  patch: Partial<PermitInput> = {},
): Promise<PermitView> {
  const { id } = await ready(cloud, certificateId, patch);
  return act(cloud, APPLICANT, id, 'start');
}

/** A ticket as it is stored. */
export async function permitStored(cloud: TestCloud, id: string): Promise<Permit> {
  const permit = (await cloud.dump('permits')).find(({ _id }) => _id === id);
  if (permit === undefined) throw new Error(`no ticket ${id}`);
  return permit as Record<string, unknown> & Permit;
}

/** What was told of a ticket, `notice person`. */
export const told = async (cloud: TestCloud, id: string): Promise<string[]> =>
  (await cloud.dump('deliveries'))
    .filter(({ _id }) => String(_id).startsWith(`permit-${id}-`))
    .map(({ notice, to }) => `${String(notice)} ${String(to)}`)
    .sort();
