/** Which edition of the schemas this is: what one of the same edition let pass need not be checked once more. */

/** Set by the build: a hash over all schemas, and over the library that runs them. */
declare const SCHEMA_EDITION: string | undefined;

/** Null where the sources run as they are, in unit tests; everything is checked there. */
export const EDITION: string | null = typeof SCHEMA_EDITION === 'string' ? SCHEMA_EDITION : null;
