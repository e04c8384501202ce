/** Turns a notice and its facts into what a person reads: the inbox row and the subscription message. */
import type { Millis } from '../../../typings/domain';
import type { Notices } from '../../../typings/config';
import { clockText, DAY, wallClock } from '../../../miniprogram/shared/time';
import { clean, fieldType, fitField } from './fields';

/**
 * What the placeholders of a notice are filled from. An instant comes as text and, under its name with `At`, in epoch
 * milliseconds, which wins; `orderId` leads to the order's page, else `subjectId` to that of the notice about it.
 */
export type Facts = Readonly<Record<string, string | number>>;

export interface InboxText {
  title: string;
  lines: string[];
}

export interface Subscription {
  /** Our key of the template, under which a person's reminders are counted. */
  key: string;
  templateId: string;
  page: string;
  data: Record<string, { value: string }>;
}

type Template = Notices['templates'][number];

/** Stands for a fact that is missing or empty. */
const MISSING = '—';

/** The farthest instant a Date can hold, less the offset of business time. */
const LAST_INSTANT = 8.64e15 - DAY;

/** `2026年11月22日 14:30`; absolute, because a message may be read days later. */
function momentText(at: Millis, withYear: boolean): string {
  const { year, month, day } = wallClock(at);
  return `${withYear ? `${year}年` : ''}${month}月${day}日 ${clockText(at)}`;
}

function factText(facts: Facts, name: string, withYear: boolean): string {
  const given = (key: string): string | number | undefined =>
    Object.hasOwn(facts, key) ? facts[key] : undefined;
  const at = given(`${name}At`);
  if (typeof at === 'number' && at > 0 && at <= LAST_INSTANT) return momentText(at, withYear);
  const fact = given(name);
  if (typeof fact === 'number') return Number.isFinite(fact) ? String(fact) : MISSING;
  return fact?.replace(/\s+/gu, ' ').trim() || MISSING;
}

const fill = (text: string, facts: Facts, withYear = false): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => factText(facts, name, withYear));

/** @throws Error when the configuration has no such notice: a defect, since publishing proves the names */
function noticeOf(notices: Notices, id: string): Notices['notices'][number] {
  const notice = notices.notices.find((candidate) => candidate.id === id);
  if (notice === undefined) throw new Error(`notice "${id}" is not configured`);
  return notice;
}

/** The key of the template that carries a notice; null when it lives in the inbox alone. */
export const templateKeyOf = (notices: Notices, id: string): string | null =>
  notices.notices.find((notice) => notice.id === id)?.template ?? null;

/**
 * The inbox row of a notice.
 * @param id - of the notice
 * @throws Error when there is no such notice
 */
export function renderInbox(notices: Notices, id: string, facts: Facts): InboxText {
  const { title, lines } = noticeOf(notices, id);
  return { title: fill(title, facts), lines: lines.map((line) => fill(line, facts)) };
}

/**
 * The subscription message of a notice, every field within its limit.
 * @param id - of the notice
 * @returns null when no template carries it
 * @throws Error when there is no such notice, or its template has a field of an unsupported type
 */
export function renderSubscription(notices: Notices, id: string, facts: Facts): Subscription | null {
  const found = templateOf(notices, id);
  return found && filled(found, found.template, facts);
}

/**
 * The same as a 用工关系 message, whose template is another one.
 * @returns null when no template carries it
 * @throws Error as {@link renderSubscription}
 */
export function renderEmployee(notices: Notices, id: string, facts: Facts): Subscription | null {
  const found = templateOf(notices, id);
  return found?.template.employee ? filled(found, found.template.employee, facts) : null;
}

interface Found {
  template: Template;
  /** Where a tap leads when the notice is about no order. */
  page: string;
}

function templateOf(notices: Notices, id: string): Found | null {
  const { template: key, page } = noticeOf(notices, id);
  const template = notices.templates.find((candidate) => candidate.key === key);
  return template === undefined ? null : { template, page: page ?? template.page };
}

function filled(
  { template: { key, page: orderPage }, page }: Found,
  { templateId, fields }: Pick<Template, 'templateId' | 'fields'>,
  facts: Facts,
): Subscription {
  const data = Object.entries(fields).map(([field, text]) => {
    const withYear = ['time', 'date'].includes(fieldType(field));
    return [field, { value: fitField(field, fill(text, facts, withYear)) }];
  });
  const idOf = (name: string): string => (Object.hasOwn(facts, name) ? clean(String(facts[name])) : '');
  const at = (path: string, id: string): string =>
    id === '' ? path : `${path}?id=${encodeURIComponent(id)}`;
  const orderId = idOf('orderId');
  return {
    key,
    templateId,
    page: orderId === '' ? at(page, idOf('subjectId')) : at(orderPage, orderId),
    data: Object.fromEntries(data) as Subscription['data'],
  };
}
