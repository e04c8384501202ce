/** Signatures of a step: who is asked next, so that never two are accountable and nobody signs twice or for themselves. */
import type { Approver, ApprovalRule, World } from '../../typings/flow';
import type { Approval, OrderCore, PersonRef } from '../../typings/domain';
import { AppError } from '../../miniprogram/shared/errors';
import type { Ownership } from './owners';

/** How each kind of approver is called in a sentence. */
const NAMES: Readonly<Record<Approver, string>> = {
  superior: '上一级',
  safety: '安全员',
  dutyLeader: '值班领导',
  manager: '总经理',
  departmentHead: '部门负责人',
};

/** Whoever else may sign when the one that the rule names asked themselves, signed already or left. */
const OTHERS: readonly Approver[] = ['safety', 'dutyLeader', 'departmentHead', 'superior', 'manager'];

function personFor(kind: Approver, order: OrderCore, approval: Approval, world: World): PersonRef | null {
  const { duty, now } = world;
  switch (kind) {
    case 'superior':
      return duty.bossOf(approval.askedBy.id);
    case 'safety':
      return duty.safety(now);
    case 'dutyLeader':
      return duty.dutyLeader(now);
    case 'manager':
      return duty.manager();
    case 'departmentHead':
      return duty.headOf(order.place.departmentId);
  }
}

/** How many signatures a step wants. */
export const wanted = ({ mode, of }: ApprovalRule): number => (mode === 'allOf' ? of.length : 1);

/** Whether the last signature is there. */
export const isSigned = (rule: ApprovalRule, { signatures }: Approval): boolean =>
  signatures.length >= wanted(rule);

/** Whose signature is asked next; null when nobody is left who neither asked nor signed. */
export function nextSigner(rule: ApprovalRule, order: OrderCore, world: World): Ownership | null {
  const { approval } = order;
  if (approval === null) throw new Error(`order ${order._id} waits for signatures that nobody asked for`);
  const used = new Set([approval.askedBy.id, ...approval.signatures.map(({ by }) => by.id)]);
  const named = rule.mode === 'allOf' ? rule.of.slice(approval.signatures.length).slice(0, 1) : rule.of;
  for (const kind of [...named, ...OTHERS]) {
    const person = personFor(kind, order, approval, world);
    if (person === null || used.has(person.id) || world.duty.active(person.id) === null) continue;
    return { person: { id: person.id, name: person.name }, explain: `请${NAMES[kind]}签字` };
  }
  return null;
}

/**
 * Whose signature is asked next.
 * @throws AppError SIGNER_MISSING when nobody is left who neither asked nor signed
 */
export function signerOf(rule: ApprovalRule, order: OrderCore, world: World): Ownership {
  const found = nextSigner(rule, order, world);
  if (found === null) throw new AppError('SIGNER_MISSING', { name: world.duty.dutyLeader(world.now).name });
  return found;
}
