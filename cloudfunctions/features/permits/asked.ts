/** Hot-work tickets of a span of time, for the ledger. */
export { permitsAsked, type PermitRow } from './store';
