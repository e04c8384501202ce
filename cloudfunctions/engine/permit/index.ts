/** Hot work as rules: which level, who signs, when fire may be used, and what persons and the clock make of a ticket. */
export { actOn, checkAct, permitActions, PERMIT_RULES, type PermitGiven } from './act';
export { latestEnd, levelFor, needsGas } from './level';
export {
  approverFor,
  nextApproval,
  onWatch,
  partiesOf,
  type Party,
  type PermitActor,
  type PermitWorld,
} from './people';
export { raisesOf, type Moved, type PermitHappening, type PermitNotice, type PermitTell } from './step';
export { dueAt, settle } from './tick';
export { asked, type PermitFacts } from './ticket';
export { invalidity, isValid, workLacks } from './validity';
