/** The table of docs/privacy.md, made from the one table that the jobs and the phone's page go by. */
import { RETENTION, untilText } from '../../cloudfunctions/config/retention';

const HEAD = ['什么', '具体', '为什么', '谁看得到', '留多久'];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Markdown, a row for each kind. */
export const privacyTable = (): string =>
  [
    line(HEAD),
    line(HEAD.map(() => '---')),
    ...RETENTION.map((row) => line([row.title, row.what, row.why, row.seenBy, untilText(row)])),
  ].join('\n');
