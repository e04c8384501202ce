/** Fills an empty local cloud: the starter plant with everybody bound, and the demo history. */
import { DAY, HOUR, startOfDay } from '../miniprogram/shared/time';
import { certify, happeningsOf } from './demo/days';
import { enrolHires } from './demo/hires';
import { playHistory } from './demo/history';
import { fillShop } from './demo/shop';
import { STORIES } from './demo/stories';
import { connect, type Control } from '../devtools/client/cloud';
import { Floor } from './lib/floor';
import { importPlant } from './lib/import-plant';
import people from './plant/people.json';

export interface Preparation {
  /** Where the local cloud answers. */
  base: string;
  /** What its functions sign with. */
  secret: string;
  /** Whether to play the demo history. */
  demo: boolean;
}

/** How often everybody on the floor accepted each reminder before the history begins. */
const ACCEPTED = 5;

/** The openid of a person's phone in the local cloud. */
const openidOf = (personId: string): string => `o-demo-${personId}`;

/** Imports the starter plant and binds everybody's phone with the code that was made for them. */
async function openPlant(control: Control, { base, secret }: Preparation): Promise<void> {
  process.env['SAFELOOP_SECRET'] = secret;
  const now = await control.now();
  const { invites } = await importPlant({ baseUrl: base, invites: true, now });
  const numbers = new Map(people.map(({ id, employeeNo }) => [id, employeeNo]));
  for (const { personId, name, code } of invites) {
    const employeeNo = numbers.get(personId) ?? '';
    await control.callOk(openidOf(personId), 'session.bind', { employeeNo, name, code });
  }
}

/**
 * Prepares an empty local cloud. Everything is made by the product's own functions.
 * @throws Error when the functions refuse a step
 */
export async function prepare(preparation: Preparation): Promise<void> {
  const control = connect(preparation.base);
  const now = Date.now();
  if (preparation.demo) {
    console.log('正在准备示例工厂，只有第一次需要等一会儿 …');
    await control.clock({ set: startOfDay(now) - 10 * DAY + 7 * HOUR });
  }
  await openPlant(control, preparation);
  if (!preparation.demo) return;
  await enrolHires(control, now);
  const floor = await Floor.open(control);
  await floor.acceptReminders(ACCEPTED);
  await certify(floor, now);
  await playHistory(floor, STORIES, happeningsOf(floor, now), now);
  await fillShop(
    control,
    STORIES.map(({ reporter }) => reporter),
  );
  await control.clock({ real: true });
}
