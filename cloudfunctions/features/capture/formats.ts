/** What is known of the formats that evidence may have: read when a file first has to be looked at, which most calls never do. */
export { hashOf } from './hash';
export { inspect } from './inspect';
