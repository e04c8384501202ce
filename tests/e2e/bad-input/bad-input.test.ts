/** Everything that goes wrong on a phone: the person reads what happens next, the draft survives, and one order comes out. */
import { links } from './links';
import { network } from './network';
import { senses } from './senses';
import { openDesk, type Desk } from './support/desk';
import { taps } from './taps';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());
afterEach(async () => {
  await desk.cloud.faults([]);
});

describe('camera, place and photos', () => senses(() => desk));
describe('on its way', () => network(() => desk));
describe('two taps', () => taps(() => desk));
describe('pages and their surroundings', () => links(() => desk));
