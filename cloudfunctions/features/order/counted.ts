/** Orders as they are counted: docs/measures.md. */
import { countOrder } from '../../engine/insight';
import { keyed } from '../../platform/canonical';
import { source } from '../insight/source';
import { follow } from '../repeats/follow';
import { changes } from './store';

/** As much of a key as tells the people of a plant apart. */
const KEY = 16;

/** Without the secret nobody can tell whose it is, nor try out who it could be. */
export const personKey = (personId: string): string => keyed('counted', personId).slice(0, KEY);

export const countedOrders = source('order', changes, (order) => countOrder(order, personKey), follow);
