/** The record sheet as a Word document: one page per person, a row per course, a signature per level. */
import type { Millis } from '../../../typings/domain';
import type { Training, TrainingCourse, TrainingPart } from '../../../typings/training';
import { isoDay } from '../../../miniprogram/shared/time';
import { hoursOf, LEVEL_NAMES } from '../../../miniprogram/shared/training';
import { facts, gap, lines, picture, rowsOf, sheetOf, small, table, text } from '../record-sheet/word';
import type { Picture, Row, Run } from '../record-sheet/word';

/** Pixels on the sheet. */
const SIGNATURE = { width: 110, height: 44 };

const WIDTHS = [10, 26, 8, 14, 12, 10, 20];
const COLUMNS = ['级别', '内容', '学时', '日期', '授课人', '考试', '本人签字'];

const { row, head } = rowsOf(WIDTHS);

/** The best try, of how many. */
function scoreOf({ quiz, tries }: TrainingCourse): string {
  if (quiz === null) return '—';
  if (tries.length === 0) return '';
  return `${Math.max(...tries.map(({ right }) => right))}/${quiz.draw}`;
}

/** Whoever taught it; who holds the part where it is read alone. */
function trainersOf({ attendance }: TrainingCourse, { trainer }: TrainingPart): string {
  const names = Object.values(attendance).map((each) => each.trainer.name);
  return names.length === 0 ? trainer.name : [...new Set(names)].join('、');
}

function signatureCell(part: TrainingPart, signatures: ReadonlyMap<string, Picture>): Run[] {
  if (part.signature === null) return [text('')];
  const written = signatures.get(part.signature.evidenceId);
  const on = text(isoDay(part.signature.at));
  return written === undefined ? [on] : [picture(written, SIGNATURE), on];
}

/** The rows of a level; the level and the signature go over all of them. */
function levelRows(part: TrainingPart, hourMinutes: number, signatures: ReadonlyMap<string, Picture>): Row[] {
  const rows = part.courses.length;
  return part.courses.map((course, index) => {
    const own = [
      text(course.title),
      text(String(hoursOf(course.minutes, hourMinutes))),
      text(course.doneAt === null ? '' : isoDay(course.doneAt)),
      text(trainersOf(course, part)),
      text(scoreOf(course)),
    ].map((words) => ({ children: [words] }));
    if (index > 0) return row(own, 1);
    const first = { children: [text(LEVEL_NAMES[part.level], true)], rows };
    const last = { children: signatureCell(part, signatures), rows };
    return row([first, ...own, last]);
  });
}

/** How it ended, or how it stands. */
function resultOf({ waived, dropped, finishedAt, state, minutes, hourMinutes }: Training): string {
  const hours = `${hoursOf(minutes.done, hourMinutes)}/${hoursOf(minutes.all, hourMinutes)} 学时`;
  if (waived !== null) return `${isoDay(waived.at)} 由${waived.by.name}免去：${waived.reason}`;
  if (dropped !== null) return `${isoDay(dropped.at)} 终止：${dropped.reason}`;
  return state === 'done' && finishedAt !== null
    ? `${hours}，${isoDay(finishedAt)} 合格`
    : `${hours}，还没学完`;
}

/** What a signature stands for, so that the sheet can be held against the record. */
const hashesOf = ({ parts }: Training) =>
  parts.flatMap(({ level, signature }) =>
    signature === null ? [] : [small(`${LEVEL_NAMES[level]}签字时的记录校验码：${signature.recordHash}`)],
  );

/** @param plantName - in the heading @param signatures - by evidence id @returns the bytes of the .docx */
export function sheetDocument(
  training: Training,
  plantName: string,
  signatures: ReadonlyMap<string, Picture>,
  now: Millis,
): Promise<Buffer> {
  const { title, person, departmentName, post, joinedOn, parts, hourMinutes } = training;
  const about = facts(
    [
      ['姓名', person.name],
      ['部门', departmentName],
      ['岗位', post],
    ],
    [
      ['入职日期', joinedOn ?? ''],
      ['培训编号', training.key],
      ['结果', resultOf(training)],
    ],
  );
  const rows = [head(COLUMNS), ...parts.flatMap((part) => levelRows(part, hourMinutes, signatures))];
  const note = `${hourMinutes} 分钟算 1 学时。考试写答对的题数和抽到的题数。${isoDay(now)} 打印。`;
  return sheetOf(`${title}记录`, plantName, [
    about,
    gap(),
    table(rows),
    ...lines(note),
    ...hashesOf(training),
  ]);
}
