/** What never stands in a paper made for others: who reported, their phone number, and where their phone was. */
import type { Order } from '../../../typings/domain';

/** Whoever reported, in the words of the ledger. */
export const REPORTER = '上报人';

/** A mobile number, also written in groups or with the prefix of the country. */
const PHONE = /(?:\+?86[-\s]?)?(?<!\d)1[3-9]\d(?:[-\s]?\d{4}){2}(?!\d)/g;

/** Degrees of a map; no measure of a plant has four digits behind the point and two or three before it. */
const DEGREES = /(?<!\d)\d{2,3}\.\d{4,}(?!\d)/g;

/** A name of one character stands in too many words to be told apart. */
const SHORTEST_NAME = 2;

type Reported = Pick<Order, 'reporter'>;

/** Whether somebody reported this, or sent the report for somebody else. */
export const isWhoReported = ({ reporter }: Reported, { id }: { id: string }): boolean =>
  reporter.id === id || reporter.through?.id === id;

/** Words that people wrote, without what tells who reported. */
export function withoutReporter(words: string, { reporter }: Reported): string {
  const names = [reporter.name, reporter.through?.name ?? ''].filter(
    (name) => name.length >= SHORTEST_NAME && reporter.visibility !== 'anonymous',
  );
  const unnamed = names.reduce((text, name) => text.replaceAll(name, REPORTER), words);
  return unnamed.replace(PHONE, '（电话略）').replace(DEGREES, '（坐标略）');
}
