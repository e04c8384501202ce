/** Lists what would keep a notice from being sent: unknown names, and fields that WeChat would refuse. */
import type { Notices } from '../../../../typings/config';
import type { FlowBook } from '../../../../typings/flow';
import { repeated } from './repeated';

const PLACEHOLDERS = [
  'number',
  'title',
  'place',
  'owner',
  'due',
  'reason',
  'reporter',
  'points',
  'from',
  'text',
  'count',
] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

/** What a WeChat field type takes. Source: 小程序订阅消息, 参数值内容限制说明. */
interface FieldType {
  /** Longest value, in characters. */
  max: number;
  /** What fixed text may consist of. */
  text: RegExp;
  /** Placeholders whose values always fit, once cut to `max`. */
  takes: readonly Placeholder[];
  /** A value that cannot be joined with other text. */
  alone: boolean;
}

const FIELD_TYPES: Readonly<Record<string, FieldType>> = {
  thing: { max: 20, text: /^.*$/u, takes: PLACEHOLDERS, alone: false },
  character_string: { max: 32, text: /^[\x20-\x7e]*$/, takes: ['number', 'points', 'count'], alone: false },
  number: { max: 32, text: /^[\d.]*$/, takes: ['points', 'count'], alone: true },
  letter: { max: 32, text: /^[A-Za-z]*$/, takes: [], alone: true },
  symbol: { max: 5, text: /^[\p{P}\p{S}]*$/u, takes: [], alone: true },
  time: { max: 32, text: /^(\d{4}年\d{1,2}月\d{1,2}日 )?\d{1,2}:\d{2}$/, takes: ['due'], alone: true },
  date: { max: 32, text: /^\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{2})?$/, takes: ['due'], alone: true },
  amount: { max: 32, text: /^[\d.,¥￥元]*$/, takes: [], alone: true },
  phone_number: { max: 17, text: /^[\d+-]*$/, takes: [], alone: true },
  car_number: { max: 8, text: /^[\p{Script=Han}A-Z\d]*$/u, takes: [], alone: true },
  name: { max: 10, text: /^[\p{Script=Han}]*$/u, takes: ['owner', 'reporter'], alone: true },
  phrase: { max: 5, text: /^[\p{Script=Han}]*$/u, takes: [], alone: true },
};

/** As issued by the WeChat console. */
const CONSOLE_ID = /^[\w-]{43}$/;

/**
 * Lists the holes of the notices.
 * @param notices - the notices to prove
 * @param book - the flows that send them
 */
export function noticesHoles(notices: Notices, book: FlowBook): string[] {
  const known = new Set(notices.notices.map(({ id }) => id));
  const keys = new Set(notices.templates.map(({ key }) => key));
  const holes = [
    ...repeated(notices.notices.map(({ id }) => id)).map((id) => `有两条通知的编号都是 ${id}`),
    ...repeated(notices.templates.map(({ key }) => key)).map((key) => `有两个订阅消息的编号都是 ${key}`),
    ...repeated(notices.templates.map(({ templateId }) => templateId)).map(
      (templateId) => `有两个订阅消息用了同一个模板 ID ${templateId}`,
    ),
    ...noticesOf(book)
      .filter((id) => !known.has(id))
      .map((id) => `流程要发的通知 ${id} 还没写`),
    ...OWN.filter((id) => !known.has(id)).map((id) => `汇总要发的通知 ${id} 还没写`),
  ];
  for (const { title, lines, template, mustReach } of notices.notices) {
    if (template === null && mustReach) holes.push(`通知“${title}”必须送达，还没选订阅消息`);
    if (template !== null && !keys.has(template)) holes.push(`通知“${title}”的订阅消息 ${template} 不存在`);
    for (const text of [title, ...lines]) {
      holes.push(...unknownPlaceholders(text).map((name) => `通知“${title}”里的 {${name}} 不认识`));
    }
  }
  for (const template of notices.templates) {
    holes.push(...templateHoles(`订阅消息“${template.title}”`, template, notices));
    if (template.employee)
      holes.push(...templateHoles(`用工消息“${template.title}”`, template.employee, notices));
  }
  return holes;
}

/** What WeChat would refuse of one template. */
function templateHoles(
  called: string,
  { templateId, fields }: Pick<Notices['templates'][number], 'templateId' | 'fields'>,
  { miniprogramState }: Notices,
): string[] {
  const isOpen = miniprogramState === 'formal' && !CONSOLE_ID.test(templateId);
  return [
    ...(isOpen ? [`${called}还没换成微信后台的模板 ID`] : []),
    ...Object.entries(fields).flatMap(([field, text]) => {
      const problem = fieldProblem(field, text);
      return problem === null ? [] : [`${called}的 ${field} ${problem}`];
    }),
  ];
}

/** Notices that the house sends by itself, whatever the flows say. */
const OWN: readonly string[] = ['digest', 'dailyDigest'];

/** The notices a book of flows sends, each once. */
function noticesOf({ duties, flows }: FlowBook): string[] {
  const sent = [
    ...duties,
    ...flows.flatMap(({ onReport, onMove, states, actions }) => [
      ...onReport.notices,
      ...onMove.notices,
      ...states.flatMap(({ ladder }) => ladder),
      ...actions.flatMap(({ notices }) => notices),
    ]),
  ];
  return [...new Set(sent.map(({ notice }) => notice))];
}

function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
}

function unknownPlaceholders(text: string): string[] {
  return placeholdersIn(text).filter((name) => !PLACEHOLDERS.some((known) => known === name));
}

/** Why WeChat could refuse a field, or null. */
function fieldProblem(field: string, text: string): string | null {
  const prefix = field.replace(/\d+$/, '');
  const type = Object.hasOwn(FIELD_TYPES, prefix) ? FIELD_TYPES[prefix] : undefined;
  if (!type) return '不是微信的栏目类型';
  const [unknown] = unknownPlaceholders(text);
  if (unknown !== undefined) return `里的 {${unknown}} 不认识`;
  const names = placeholdersIn(text);
  const fixed = text.replace(/\{[^{}]*\}/g, '');
  if (/\p{Extended_Pictographic}/u.test(text)) return '不能用表情';
  const unfit = names.find((name) => !type.takes.some((taken) => taken === name));
  if (unfit !== undefined) return `放不下 {${unfit}}，这一栏只收固定格式`;
  if (names.length > 0 && type.alone && (fixed !== '' || names.length > 1))
    return '只能单独放一项，不能和别的文字连写';
  if (fixed !== '' && !type.text.test(fixed)) return '的文字不合这一栏的格式';
  const length = Array.from(fixed).length;
  if (length > type.max) return `超过 ${type.max} 个字`;
  if (names.length > 0 && length >= type.max) return `文字占满了 ${type.max} 个字，后面的内容放不下`;
  return null;
}
