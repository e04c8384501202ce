/** The names of causes by their code. Source: GB/T 13861-2022. */
import reference from './reference.json';

/** @returns the name of a code; empty for one that the standard does not have */
export const causeName = (code: string): string =>
  reference.causes.find((cause) => cause.code === code)?.name ?? '';
