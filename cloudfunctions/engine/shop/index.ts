/** The shop as pure rules: what a shelf and a redemption become, and what is refused. */
export {
  corrected,
  emptyShelf,
  gaveBack,
  handedOutFrom,
  hadBy,
  isLowNow,
  leftOn,
  offered,
  received,
  reservedOn,
  withdrawn,
  worthOf,
} from './shelf';
export { ended, expiryOf, handedOut, isOffered, remindAt, reservation, type Ending } from './redemption';
