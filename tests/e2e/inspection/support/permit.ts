/** A ticket for hot work as somebody fills it in. */
import { TEXT } from '../../../../miniprogram/shared/text';
import type { Person } from '../../support/person';

const t = TEXT.permit;

export const PAGES = {
  day: 'packages/inspection/day/index',
  list: 'packages/permit/list/index',
  apply: 'packages/permit/apply/index',
  ticket: 'packages/permit/ticket/index',
} as const;

export const WORK = '补焊立柱裂缝';

/** From 今日任务 to the list of tickets. */
export async function openList(person: Person): Promise<void> {
  await person.comeBy(PAGES.day, {});
  await person.open(PAGES.list, '.entry', t.title);
}

/** Opens a list and takes somebody from it. @param opens - what says that it opens */
export async function take(person: Person, opens: string, who: string): Promise<void> {
  const button = opens === t.addWorker ? '.soft-button' : '.line';
  await person.tap(button, opens);
  await person.type('pick-sheet >>> t-input >>> input', who);
  await person.tap('pick-sheet >>> .pick-row', who);
}

/** Fills the form in: 二级, 电焊, two hours from the next half hour on. */
export async function apply(
  person: Person,
  { place, worker, watcher }: { place: string; worker: string; watcher: string },
): Promise<void> {
  await person.tap('.line', t.chooseWhere);
  await person.type('place-sheet >>> t-input >>> input', place);
  await person.tap('place-sheet >>> .places-point', place);
  await person.type('t-textarea >>> textarea', WORK);
  await person.tap('.chip', '电焊');
  await person.tap('.chip', '二级');
  await take(person, t.addWorker, worker);
  await person.submit(TEXT.report.writeDone, 'pick-sheet');
  await take(person, t.chooseWatcher, watcher);
}
