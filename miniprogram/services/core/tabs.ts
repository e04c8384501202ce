/** The lists of orders that a person may ask for. Pure. */
import type { ListTab, Me } from '../../../typings/api';
import type { Role } from '../../../typings/domain';
import { TEXT } from '../../shared/text';

export interface Tab {
  id: ListTab;
  name: string;
}

/** Who oversees an area or the whole plant. */
const OVERSEERS: readonly Role[] = ['supervisor', 'safety', 'manager', 'dutyLeader', 'inspector'];

/** The lists of a person; what somebody not bound yet reported is theirs all the same. */
export function tabsOf(me: Pick<Me, 'kind' | 'roles'> | null): Tab[] {
  const { waiting, reported, charge, area } = TEXT.orders;
  const tabs: Tab[] = [
    { id: 'waiting', name: waiting },
    { id: 'reported', name: reported },
  ];
  if (me === null || me.kind === 'guest') return tabs;
  tabs.push({ id: 'charge', name: charge });
  if (me.roles.some((role) => OVERSEERS.includes(role))) tabs.push({ id: 'area', name: area });
  return tabs;
}
