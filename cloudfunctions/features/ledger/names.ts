/** What the plant calls things now, for lines of the ledger. */
import type { Template } from '../../../typings/config';
import { type Names, type Registered } from '../../engine/ledger';
import { causeName } from '../../config/causes';
import { overseersOf } from '../directives/overseers';
import type { Plant } from '../plant/current';

const stateIn = ({ flows }: Plant, { flow, state }: Pick<Registered, 'flow' | 'state'>): string =>
  flows.flows.find(({ id }) => id === flow.id)?.states.find(({ id }) => id === state)?.label ?? '';

/** What the plant calls things now; a department that is gone has no name left. */
export async function namesFor(inForce: Plant, orders: readonly Registered[]): Promise<Names> {
  const directed = orders.filter((order) => order.directed === true).map(({ _id }) => _id);
  const overseers = await overseersOf(directed);
  const departmentName = (id: string | null | undefined): string =>
    inForce.places.departments.find((one) => one.id === id)?.name ?? '';
  return {
    department: departmentName,
    template: (id) => inForce.templateById.get(id),
    cause: causeName,
    state: (order) => stateIn(inForce, order),
    overseer(orderId) {
      const person = overseers.get(orderId);
      if (person === undefined) return null;
      return {
        name: person.name,
        department: departmentName(inForce.personById.get(person.id)?.departmentId),
      };
    },
  };
}

export const templateOf = ({ templateById }: Plant, { templateId }: Registered): Template | undefined =>
  templateId === null ? undefined : templateById.get(templateId);
