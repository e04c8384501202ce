/** The database's refusals in the cloud's own codes and words, as both SDKs surface them. */
import { CloudError } from '../types';

/**
 * Codes on the wire. node-sdk hands them on as `error.code`; wx-server-sdk turns the names it knows into numbers
 * (−502001 failed, −502005 no collection) and every other one, the conflict's included, into −501001.
 */
export const CODES = {
  invalidParameter: 'INVALID_PARAM',
  failed: 'DATABASE_REQUEST_FAILED',
  noCollection: 'DATABASE_COLLECTION_NOT_EXIST',
  collectionExists: 'DATABASE_COLLECTION_ALREADY_EXIST',
  conflict: 'DATABASE_TRANSACTION_CONFLICT',
  noTransaction: 'DATABASE_TRANSACTION_FAIL',
} as const;

const CONTACT = 'Please check your request, but if the problem cannot be solved, contact us.';
const PERSISTS = 'Please check your request, but if the problem persists, contact us.';

/** A read or a command that the database itself rejects, e.g. an unknown operator. */
export function refused(reason: string): CloudError {
  return new CloudError(CODES.failed, `[FailedOperation] ${reason}. ${CONTACT}`);
}

/** A change that cannot be applied to a document, in MongoDB's words. */
export function writeRefused(reason: string): CloudError {
  return refused(`multiple write errors: [{write errors: [{${reason}}]}, {<nil>}]`);
}

/** Two documents with one key in a unique index; `key` is the colliding key as `{ field: value }`. */
export function duplicateKey(collection: string, index: string, key: string): CloudError {
  const reason = `E11000 duplicate key error collection: tnt-local.${collection} index: ${index} dup key: ${key}`;
  const errors = `multiple write errors: [{write errors: [{${reason}}]}, {<nil>}]`;
  return new CloudError(CODES.failed, `[FailedOperation.Insert] ${errors}. ${CONTACT}`);
}

/** A request field with a wrong type or value. */
export function invalidParameter(reason: string): CloudError {
  return new CloudError(CODES.invalidParameter, `[InvalidParameter] ${reason}. ${CONTACT}`);
}

/** The collection was never created. */
export function noCollection(): CloudError {
  return new CloudError(CODES.noCollection, `[ResourceNotFound] Db or Table not exist. ${CONTACT}`);
}

/** createCollection of a name that is taken. */
export function collectionExists(): CloudError {
  return new CloudError(
    CODES.collectionExists,
    `[ResourceUnavailable.ResourceExist] Table exist. ${CONTACT}`,
  );
}

/** The document was changed since the transaction's snapshot, or another transaction holds it. */
export function conflict(): CloudError {
  return new CloudError(
    CODES.conflict,
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${PERSISTS}`,
  );
}

/** The transaction id is unknown, finished or timed out. */
export function noTransaction(): CloudError {
  return new CloudError(
    CODES.noTransaction,
    `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${PERSISTS}`,
  );
}
