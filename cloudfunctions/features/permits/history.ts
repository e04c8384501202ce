/** Trails of tickets, for the daily head and for verification. */
export { permitsActedSince, permitsAfter, type TrailedPermit } from './store';
