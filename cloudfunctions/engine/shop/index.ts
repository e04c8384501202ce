/** The shop as pure rules: what a shelf and a redemption become, and what is refused. */
export {
  checkReserved,
  corrected,
  emptyShelf,
  gaveBack,
  handedOutFrom,
  hadBy,
  isLowNow,
  leftOn,
  monthOf,
  offered,
  ranLow,
  received,
  withdrawn,
  worthOf,
} from './shelf';
export { ended, expiryOf, handedOut, isOffered, remindAt, reservation, type Ending } from './redemption';
