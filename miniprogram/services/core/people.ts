/** People to choose from, as rows. Pure. */
import type { Routes } from '../../../typings/api';
import { TEXT } from '../../shared/text';

type People = Routes['people.candidates']['output']['people'];

/** A row of the list. */
export interface Candidate {
  id: string;
  name: string;
  /** 「焊工 · 焊接车间」 */
  what: string;
  duty: string;
  /** What of their training is missing, in words; empty when nothing is. */
  missing: string;
}

/** Rows at once: further people are found by typing. */
const ROWS = 30;

/** The first people whose name, post or department holds what was typed, in the server's order. */
export function found(people: People, query: string): Candidate[] {
  const wanted = query.trim();
  return people
    .filter(({ name, post, departmentName }) => `${name} ${post} ${departmentName}`.includes(wanted))
    .slice(0, ROWS)
    .map(({ id, name, post, departmentName, onDuty, training }) => ({
      id,
      name,
      what: [post, departmentName].filter((part) => part !== '').join(' · '),
      duty: onDuty ? TEXT.form.onDuty : '',
      missing: training?.missing ?? '',
    }));
}
