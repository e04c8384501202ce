/** The directives of a span of time, for a report: what was asked and what came of it. */
import type { Directive, Millis } from '../../../typings/domain';
import { directives } from './store';

/** Oldest first. One database call. */
export const issuedIn = (from: Millis, to: Millis, limit: number): Promise<Directive[]> =>
  directives.issued(from, to, limit);
