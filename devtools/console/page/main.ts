/** The page of `npm start`: three phones, their messages, one clock, and a hint that leads through the loop. */
import type { MessageTemplate, PersonOfPlant } from '../../cloud/control/shapes';
import * as api from './api';
import { clock } from './clock';
import { column } from './column';
import { el, icon, list, ring, setText } from './dom';
import { drawer } from './drawer';
import { follow, hintOf, SIDES, type Trace } from './hint';
import { rememberedPhones, rememberedTrace, rememberPhones, rememberTrace } from './memory';
import { whenText } from './time';

/** How often the cloud is asked (ms); not at all while nobody looks. */
const EVERY = 2500;
/** How long a sentence about what was just done stays (ms). */
const SAID_FOR = 8000;

let people: PersonOfPlant[] = [];
let firstPhones: string[] = [];
let phones = rememberedPhones();
let templates: Record<string, MessageTemplate> = {};
let trace: Trace | null = rememberedTrace();
/** The cloud's clock against this machine's (ms). */
let skew = 0;
let latest: api.OverviewNow | null = null;

const steps = el('ol', { class: 'hint', 'aria-label': '怎么走完一圈' });
const happened = el('ol', {});
const said = el('p', { class: 'said', role: 'status' });
const time = clock(say, refresh);
const columns = SIDES.map((_side, slot) =>
  column({
    slot,
    people: () => people,
    templates: () => templates,
    chosen: () => onPhones()[slot] ?? '',
    choose: (openid) => putOnPhone(slot, openid),
    say,
  }),
);
const behind = drawer((openid) => people.find((person) => person.openid === openid)?.name ?? openid);

document.body.append(
  el(
    'header',
    { class: 'top' },
    el('h1', {}, ring(28), '安闭环', el('small', {}, '本地体验台')),
    steps,
    time.element,
    time.panel,
  ),
  el('main', {}, ...columns.map(({ element }) => element)),
  el(
    'footer',
    {},
    el('h2', {}, '刚刚发生'),
    happened,
    said,
    el(
      'button',
      { type: 'button', class: 'plain', onclick: () => behind.open() },
      '数据和日志',
      icon('right', 16),
    ),
  ),
  behind.element,
);

/** Who is on the three phones: as chosen, else as the plant suggests; nobody twice. */
function onPhones(): string[] {
  const known = new Set(people.map(({ openid }) => openid));
  const chosen = SIDES.map((_side, slot) => phones[slot] ?? '').map((openid) =>
    known.has(openid) ? openid : '',
  );
  return chosen.map((openid, slot) => {
    const suggested = firstPhones[slot] ?? '';
    if (openid !== '' || !chosen.includes(suggested)) return openid || suggested;
    return people.find((person) => !chosen.includes(person.openid))?.openid ?? '';
  });
}

/** A person who is on another phone changes places with the one here. */
function putOnPhone(slot: number, openid: string): void {
  const next = onPhones();
  const other = next.indexOf(openid);
  if (other >= 0) next[other] = next[slot] ?? '';
  next[slot] = openid;
  phones = next;
  rememberPhones(phones);
  void refresh();
}

/** Reads everything and shows it. */
async function refresh(): Promise<void> {
  try {
    latest = await api.overview();
    skew = latest.now - Date.now();
    for (const each of columns) each.setClock(latest.offset);
    const plant = await api.people();
    ({ people, firstPhones } = plant);
    if (Object.keys(templates).length === 0) templates = await api.templates();
    showPeople();
    const messages = await Promise.all(
      onPhones().map((openid) => (openid === '' ? Promise.resolve([]) : api.messages(openid))),
    );
    const now = cloudNow();
    columns.forEach((each, slot) => each.showMessages(messages[slot] ?? [], now));
    document.body.classList.remove('cut-off');
    showHint(latest);
    showHappened(latest);
  } catch (error) {
    if (!(error instanceof api.Unreachable)) throw error;
    document.body.classList.add('cut-off');
    setText(said, error.message);
  }
  showTime();
}

const cloudNow = (): number => Date.now() + skew;

function showPeople(): void {
  const present = onPhones();
  columns.forEach((each, slot) => {
    each.showPerson(people.find(({ openid }) => openid === present[slot]));
  });
}

function showTime(): void {
  if (latest) time.show(cloudNow(), latest.nextDueAt);
}

function showHint({ cases, now }: api.OverviewNow): void {
  trace = follow(trace ?? { since: now, followed: null }, cases, now);
  rememberTrace(trace);
  const { followed } = trace;
  const hint = hintOf(
    cases.find(({ id }) => id === followed),
    onPhones(),
  );
  const texts =
    hint.closed === null
      ? hint.steps
      : [{ text: `「${hint.closed}」走完了一圈，再拍一张试试`, state: 'done' as const }];
  list(
    steps,
    texts.map((step, at) => ({ ...step, no: at + 1 })),
    ({ text, state }) => `${state} ${text}`,
    ({ text, state, no }) => {
      const mark = el('i', { 'aria-hidden': 'true' }, state === 'done' ? icon('tick', 14) : String(no));
      return el(
        'li',
        { class: state, ...(state === 'current' ? { 'aria-current': 'step' } : {}) },
        mark,
        text,
      );
    },
  );
  for (const each of columns) each.showInvite(hint.invite);
}

function showHappened({ recent, now }: api.OverviewNow): void {
  list(
    happened,
    recent,
    ({ at, text }) => `${whenText(at, now)} ${text}`,
    ({ at, text }) => el('li', {}, el('time', {}, whenText(at, now)), text),
  );
}

let silence: ReturnType<typeof setTimeout> | undefined;

function say(sentence: string): void {
  clearTimeout(silence);
  setText(said, sentence);
  silence = setTimeout(() => setText(said, ''), SAID_FOR);
}

let next: ReturnType<typeof setTimeout> | undefined;

async function watch(): Promise<void> {
  clearTimeout(next);
  if (document.hidden) return;
  try {
    await refresh();
  } finally {
    clearTimeout(next);
    next = setTimeout(() => void watch(), EVERY);
  }
}

document.addEventListener('visibilitychange', () => void watch());
setInterval(showTime, 1000);
void watch();
