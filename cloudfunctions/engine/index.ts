/**
 * The engine: executes flows as data. Pure: it is given its time and its look-ups, and performs nothing. The proof that a
 * flow may be published is apart in `prove/`: calls that only execute flows do not read it.
 */
export { birth, type ReportFacts } from './birth';
export { transition, granted } from './transition';
export { raise } from './raise';
export { tick, undelivered } from './ladder';
export { reassignIfGone } from './leaver';
export { accountableNow } from './accountable';
export { nextLookAt } from './rungs';
export { wanted } from './signing';
export { actionOf, flowFor, placeOf, stateLabel, stateOf } from './flow';
export { partiesOf, spokenName } from './parties';
