/** The line from a person up to the general manager: whoever a missed deadline climbs to. */
import type { PersonInput } from '../../../typings/domain';

type Link = Pick<PersonInput, 'id' | 'name' | 'roles' | 'bossId' | 'status'>;

/**
 * What is wrong with somebody's place in the line, in Chinese; null when it leads up to a general manager.
 * @param person - as they shall be
 * @param others - everybody else by id, leavers too
 */
export function bossProblem(person: Link, others: ReadonlyMap<string, Link>): string | null {
  if (person.bossId === null) {
    return person.roles.includes('manager') ? null : '请选一位上级，只有总经理没有上级';
  }
  const boss = person.bossId === person.id ? undefined : others.get(person.bossId);
  if (boss === undefined) return person.bossId === person.id ? '上级不能是本人' : '没有这位上级，请另选';
  if (boss.status === 'left' && person.status === 'active') return `上级${boss.name}已离岗，请另选`;
  const seen = new Set([person.id, boss.id]);
  for (let at: Link | undefined = boss; at !== undefined && at.bossId !== null; at = others.get(at.bossId)) {
    if (seen.has(at.bossId)) return '上级绕了一圈，到不了总经理，请另选';
    seen.add(at.bossId);
  }
  return null;
}
