/** What stops the making of labels on the phone itself. */

/** `message` says what happens next. */
export class SheetFailure extends Error {}
