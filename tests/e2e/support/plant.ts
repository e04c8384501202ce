/** A plant for the tests: its local cloud, its people with their phones, and one clock for all of them. */
import type { PhoneBrowser } from '../../../devtools/automation';
import type { ClockMove } from '../../../devtools/client/cloud';
import type { PersonOfPlant } from '../../../devtools/cloud/control/shapes';
import { Floor, type Sighting } from '../../../scripts/lib/floor';
import type { TestCloud } from '../../support/cloud';
import people from '../../../scripts/plant/people.json';
import { Person } from './person';

/** Enough messages of each kind for one story. */
const REMINDERS = 8;

const ORDER = 'packages/order/detail/index';

/** The common phone of the design. */
const VIEWPORT = { width: 375, height: 812 };

export class Plant {
  private readonly phones: Person[] = [];
  private slots = 0;

  private constructor(
    readonly cloud: TestCloud,
    private readonly browser: PhoneBrowser,
    private readonly floor: Floor,
  ) {}

  static async open(cloud: TestCloud, browser: PhoneBrowser): Promise<Plant> {
    return new Plant(cloud, browser, await Floor.open(cloud));
  }

  /** Everybody accepts reminders, as at the start of a shift. */
  acceptReminders(): Promise<void> {
    return this.floor.acceptReminders(REMINDERS);
  }

  /** @throws Error when nobody has this id or name */
  person(who: string): PersonOfPlant {
    const found = this.floor.people.find(({ id, name }) => id === who || name === who);
    if (found === undefined) throw new Error(`nobody is called ${who}`);
    return found;
  }

  /** Somebody on the floor reported this some time ago. */
  async reportedBefore(what: Pick<Sighting, 'templateId' | 'areaId' | 'pointId' | 'mended'>): Promise<void> {
    await this.floor.report('p-012', { ...what, pictures: ['guard-missing'] });
  }

  /** The name of a person's supervisor. @throws Error when there is none */
  bossOf(who: string): string {
    const { id } = this.person(who);
    return this.person(people.find((each) => each.id === id)?.bossId ?? '').name;
  }

  /** The id of the order with this number. @throws Error when there is none */
  async orderOf(number: string): Promise<string> {
    const order = (await this.cloud.dump('orders')).find((each) => each['number'] === number);
    if (order === undefined) throw new Error(`no order ${number}`);
    return String(order['_id']);
  }

  /** A person opens the order with this number, on the phone they have or by taking it up. */
  async atOrder(who: string | Person, number: string): Promise<Person> {
    const query = { id: await this.orderOf(number) };
    if (typeof who === 'string') {
      const phone = await this.phoneOf(who, { path: ORDER, query });
      await phone.at(ORDER);
      return phone;
    }
    await who.comeBy(ORDER, query);
    return who;
  }

  /** A person opens the app; with a path, by a message. */
  async phoneOf(
    who: string,
    launch: { path?: string; query?: Record<string, string> } = {},
  ): Promise<Person> {
    this.slots += 1;
    const { openid } = this.person(who);
    const wish = { base: this.cloud.base, slot: String(this.slots), openid, viewport: VIEWPORT, ...launch };
    const phone = await Person.open(this.browser, wish);
    this.phones.push(phone);
    return phone;
  }

  /** Closes a person's app. */
  async close(phone: Person): Promise<void> {
    this.phones.splice(this.phones.indexOf(phone), 1);
    await phone.close();
  }

  /** Closes all phones, and the browser they are in. */
  async end(): Promise<void> {
    await Promise.all(this.phones.splice(0).map((phone) => phone.close()));
    await this.browser.close();
  }

  /** Moves the clock of the cloud and of every phone. */
  async clock(move: ClockMove): Promise<void> {
    const { offset } = await this.cloud.clock(move);
    await Promise.all(this.phones.map((phone) => phone.world(`setClockOffset(${offset})`)));
  }
}
