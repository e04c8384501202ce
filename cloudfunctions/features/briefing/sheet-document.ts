/** The record of a 班前会 as a Word document: what was told, who signed under it, when and how, and who did not. */
import type { Briefing, BriefedHazard } from '../../../typings/briefing';
import type { Millis } from '../../../typings/domain';
import { recordNumber, signedHow, signedMarks } from '../../../miniprogram/shared/briefing';
import { clockText, isoDay } from '../../../miniprogram/shared/time';
import { facts, lines, part, rowsOf, sheetOf, small, table, text } from '../record-sheet/word';
import { rollOf } from './roll';

const WIDTHS = [8, 15, 21, 34, 22];
const COLUMNS = ['序号', '姓名', '时间', '方式', '备注'];
const SIGNED = rowsOf(WIDTHS);

const minute = (at: Millis): string => `${isoDay(at)} ${clockText(at)}`;

/** Numbered where there are several. @param none - what stands there when there is nothing to tell */
function told(heading: string, each: readonly string[], more = 0, none = '') {
  const left = more === 0 ? [] : [`还有 ${more} 条`];
  const numbered = each.length === 1 ? each : each.map((words, n) => `${n + 1}. ${words}`);
  const all = each.length === 0 ? [none] : [...numbered, ...left];
  return [part(heading), ...lines(...all)];
}

const withMeasure = (words: string, measure: string): string =>
  measure === '' ? words : `${words}：${measure}`;

const hazardWords = ({ place, title, open, measure }: BriefedHazard): string =>
  withMeasure(`${place}　${title}（${open ? '在处理' : '改好了'}）`, measure);

/** Everything of the card, in the order of the page. */
function toldParts({ card, words, notice }: Briefing) {
  const { permits, hazards, moreHazards, standing, moreStanding = 0, rounds, moreRounds, quiz } = card;
  return [
    ...(words === null ? [] : told('带班人说', [words.text])),
    ...(permits == null || permits.length === 0
      ? []
      : told(
          '今天的动火作业',
          permits.map(({ title, place, from, to }) => `${title}　${place}　${minute(from)} 到 ${minute(to)}`),
        )),
    ...(hazards === null
      ? []
      : told('前一天查出的隐患', hazards.map(hazardWords), moreHazards, '这一天没有查出隐患')),
    ...(standing == null || standing.length === 0
      ? []
      : told(
          '之前查出，还没改好',
          standing.map(({ place, title, since, measure }) =>
            withMeasure(`${place}　${title}（${since} 查出）`, measure),
          ),
          moreStanding,
        )),
    ...(rounds === null
      ? []
      : told(
          '当班要查的',
          rounds.map(({ title, owner, dueAt }) => `${title}　${owner}　${clockText(dueAt)} 前`),
          moreRounds,
          '这一班没有排点检和巡查',
        )),
    ...(quiz === null
      ? []
      : told('看图找问题', [
          withMeasure(
            `${quiz.place}　${quiz.options.find(({ id }) => id === quiz.rightId)?.title ?? ''}`,
            quiz.measure,
          ),
        ])),
    part(notice.title),
    ...lines(notice.text, notice.basis),
  ];
}

/** Who is on the list, and who was awaited and is not. */
function signedParts(briefing: Briefing) {
  const { signed, missing } = rollOf(briefing);
  const rows = signed.map((one, n) =>
    SIGNED.row(
      [String(n + 1), one.by.name, minute(one.at), signedHow(one), signedMarks(one)].map((words) => ({
        children: [text(words)],
      })),
    ),
  );
  const others = missing.map(({ name }) => name).join('、');
  return [
    part('签到'),
    table([SIGNED.head(COLUMNS), ...rows]),
    ...lines(missing.length === 0 ? '应到的人都签了。' : `没签到：${others}`),
  ];
}

/** @param hash - of what was told @param plantName - in the heading @returns the bytes of the .docx */
export function sheetDocument(
  briefing: Briefing,
  hash: string,
  plantName: string,
  now: Millis,
): Promise<Buffer> {
  const { title, shiftName, date, owner, opened, closed, counts, expected } = briefing;
  const { answers } = briefing;
  const count = `${counts.signed}/${expected.length} 人${counts.late === 0 ? '' : `，会后 ${counts.late} 人`}`;
  const about = facts(
    [
      ['班组', title],
      ['班次', shiftName],
      ['日期', date],
    ],
    [
      ['带班', owner.name],
      ['开始', opened === null ? '' : minute(opened.at)],
      ['结束', closed === null ? '' : minute(closed.at)],
    ],
    [
      ['签到', count],
      ['答题', answers.answered === 0 ? '' : `${answers.right}/${answers.answered} 人答对`],
      ['编号', recordNumber(hash)],
    ],
  );
  return sheetOf('班前会记录', plantName, [
    about,
    ...toldParts(briefing),
    ...signedParts(briefing),
    ...lines(`签到是到场的证据。${isoDay(now)} 打印。`),
    small(`签到时的告知内容校验码：${hash}`),
  ]);
}
