/** The record sheet as a Word document: one page per person, a row per course, a signature per level. */
import {
  AlignmentType,
  Document,
  ImageRun,
  type IRunOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Millis } from '../../../typings/domain';
import type { Training, TrainingCourse, TrainingPart } from '../../../typings/training';
import { isoDay } from '../../../miniprogram/shared/time';
import { hoursOf, LEVEL_NAMES } from '../../../miniprogram/shared/training';

/** A handwritten signature. */
export interface Picture {
  bytes: Buffer;
  type: 'png' | 'jpg';
}

const FONT = 'SimSun';

/** Half points. */
const SIZE = 21;
const HEADING = 32;
const SMALL = 14;

/** Pixels on the sheet. */
const SIGNATURE = { width: 120, height: 48 };

const WIDTHS = [12, 28, 10, 13, 13, 10, 14];
const COLUMNS = ['级别', '内容', '学时', '日期', '授课人', '考试', '本人签字'];

const run = (options: IRunOptions): TextRun => new TextRun({ font: FONT, size: SIZE, ...options });

const text = (words: string, bold = false): TextRun => run({ text: words, bold });

const centred = (children: (TextRun | ImageRun)[]): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, children });

interface Cell {
  children: (TextRun | ImageRun)[];
  /** How many rows, or columns, it goes over. */
  rows?: number;
  columns?: number;
}

const cell = ({ children, rows = 1, columns = 1 }: Cell, column: number): TableCell =>
  new TableCell({
    children: [centred(children)],
    rowSpan: rows,
    columnSpan: columns,
    verticalAlign: VerticalAlignTable.CENTER,
    width: { size: WIDTHS[column] ?? 0, type: WidthType.PERCENTAGE },
  });

/** Label and value by turns. */
const facts = (pairs: readonly [label: string, value: string][]): TableRow =>
  new TableRow({
    children: pairs.flatMap(([label, value], index) => [
      cell({ children: [text(label, true)] }, 2 * index),
      cell({ children: [text(value)], columns: index === pairs.length - 1 ? 2 : 1 }, 2 * index + 1),
    ]),
  });

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

function signatureCell(part: TrainingPart, signatures: ReadonlyMap<string, Picture>): Cell['children'] {
  if (part.signature === null) return [text('')];
  const picture = signatures.get(part.signature.evidenceId);
  const on = text(isoDay(part.signature.at));
  if (picture === undefined) return [on];
  return [new ImageRun({ data: picture.bytes, type: picture.type, transformation: SIGNATURE }), on];
}

/** The rows of a level; the level and the signature go over all of them. */
function rowsOf(
  part: TrainingPart,
  hourMinutes: number,
  signatures: ReadonlyMap<string, Picture>,
): TableRow[] {
  const rows = part.courses.length;
  return part.courses.map((course, index) => {
    const own = [
      text(course.title),
      text(String(hoursOf(course.minutes, hourMinutes))),
      text(course.doneAt === null ? '' : isoDay(course.doneAt)),
      text(trainersOf(course, part)),
      text(scoreOf(course)),
    ].map((words, column) => cell({ children: [words] }, column + 1));
    if (index > 0) return new TableRow({ children: own, cantSplit: true });
    const first = cell({ children: [text(LEVEL_NAMES[part.level], true)], rows }, 0);
    const last = cell({ children: signatureCell(part, signatures), rows }, WIDTHS.length - 1);
    return new TableRow({ children: [first, ...own, last], cantSplit: true });
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
const hashesOf = ({ parts }: Training): Paragraph[] =>
  parts.flatMap(({ level, signature }) =>
    signature === null
      ? []
      : [
          new Paragraph({
            children: [
              run({
                text: `${LEVEL_NAMES[level]}签字时的记录校验码：${signature.recordHash}`,
                size: SMALL,
              }),
            ],
          }),
        ],
  );

/** @param plantName - in the heading @param signatures - by evidence id @returns the bytes of the .docx */
export function sheetDocument(
  training: Training,
  plantName: string,
  signatures: ReadonlyMap<string, Picture>,
  now: Millis,
): Promise<Buffer> {
  const { title, person, departmentName, post, joinedOn, parts, hourMinutes } = training;
  const heading = run({ text: `${title}记录`, size: HEADING, bold: true });
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      facts([
        ['姓名', person.name],
        ['部门', departmentName],
        ['岗位', post],
      ]),
      facts([
        ['入职日期', joinedOn ?? ''],
        ['培训编号', training.key],
        ['结果', resultOf(training)],
      ]),
      new TableRow({
        children: COLUMNS.map((words, column) => cell({ children: [text(words, true)] }, column)),
        tableHeader: true,
      }),
      ...parts.flatMap((part) => rowsOf(part, hourMinutes, signatures)),
    ],
  });
  const note = text(`${hourMinutes} 分钟算 1 学时。考试写答对的题数和抽到的题数。${isoDay(now)} 打印。`);
  const document = new Document({
    title: `${title}记录`,
    creator: plantName,
    sections: [
      {
        children: [
          centred([text(plantName)]),
          centred([heading]),
          table,
          new Paragraph({ children: [note] }),
          ...hashesOf(training),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
