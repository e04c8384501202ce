/** 匿名: whatever we store, print, send and show of a report without a name, nothing in it leads to who made it. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '../../devtools/cloud/control/schema';
import { jpeg, notAPicture, phoneExif } from '../support/pictures';
import { act, look, photo, reachable, report } from './support/desk';
import { follow, keyPhoto, newKey, reportNameless } from './support/nameless';
import { CAST, guestPhone, phone, phoneOf, useCloud, type Part } from './support/plant';

const cloud = useCloud();

/** Reports without a name; nothing else of the plant contains what they are known by. */
const WHISTLER = 'p-033';
const whistler = phoneOf(WHISTLER);

/** Whoever looks at the orders of 手工焊接区, each in another way. */
const READERS: readonly Part[] = ['keeper', 'fixer', 'inspector', 'manager', 'dutyLeader', 'safety'];

/** What leads to a person: by kind, what it is. */
type Traces = Record<string, string>;

/** Digits of a keyed hash that are enough to know it by. */
const HASH_DIGITS = 12;

/** Every purpose for which the product makes keyed hashes of a phone. */
const PURPOSES = ['guest', 'prefix', 'phone', 'invite', 'input', 'sample', 'follow', 'caller'];

async function tracesOf(openid: string): Promise<Traces> {
  const secret = readFileSync(join(cloud().dataDir, 'secret'), 'utf8').trim();
  const { uploadPrefix, me } = await cloud().callOk(openid, 'session.get', {});
  const person = (await cloud().dump('people')).find(({ _id }) => _id === me.id);
  const hashes = PURPOSES.map((purpose): [string, string] => [
    `keyed hash for ${purpose}`,
    createHmac('sha256', secret).update(`${purpose}\n${openid}`).digest('hex').slice(0, HASH_DIGITS),
  ]);
  return {
    openid,
    'upload prefix': uploadPrefix,
    id: me.id,
    ...Object.fromEntries(hashes),
    ...(person === undefined
      ? {}
      : {
          name: String(person['name']),
          'employee number': String(person['employeeNo']),
          telephone: String(person['phone']),
        }),
  };
}

/** What all encodings in base64 of a text have in common, at each of the three places where it may begin. */
function base64sOf(text: string): string[] {
  const length = Buffer.byteLength(text);
  return [0, 1, 2].map((lead) => {
    const encoded = Buffer.concat([Buffer.alloc(lead), Buffer.from(text)]).toString('base64');
    // Six bits a character: those at the ends depend on what is beside the text.
    return encoded.slice(Math.ceil((lead * 8) / 6), Math.floor(((lead + length) * 8) / 6));
  });
}

const escaped = (text: string): string =>
  text.replace(/[^]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A shorter piece of base64 stands in any text by chance. */
const SHORTEST = 6;

/** All ways in which a text may be written. */
function spellings(text: string): string[] {
  const base64 = base64sOf(text).filter((each) => each.length >= SHORTEST);
  const hex = Buffer.from(text).toString('hex');
  const utf16 = Buffer.from(text, 'utf16le').toString('hex');
  const url = [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return [
    ...new Set([
      text,
      escaped(text),
      ...base64,
      ...base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_')),
      ...[hex, utf16, url, encodeURIComponent(text)].flatMap((each) => [each, each.toUpperCase()]),
    ]),
  ];
}

/** A short id of digits stands in other numbers as well. */
function stands(spelling: string, where: string): boolean {
  if (!/^[\w-]{1,8}$/.test(spelling)) return where.includes(spelling);
  return new RegExp(`(?<![\\w-])${spelling}(?![\\w-])`).test(where);
}

interface Place {
  where: string;
  text: string;
}

/** Where which trace was found. */
function found(traces: Traces, places: readonly Place[]): string[] {
  const all = places.map(({ text }) => text).join('\n');
  return Object.entries(traces).flatMap(([kind, value]) => {
    const ways = spellings(value).filter((way) => stands(way, all));
    return places
      .filter(({ text }) => ways.some((way) => stands(way, text)))
      .map(({ where }) => `${kind} in ${where}`);
  });
}

/** What was written since: documents that changed, whole; files by path and by content; messages. */
function written(before: Snapshot, after: Snapshot): Place[] {
  const documents = Object.entries(after.documents).flatMap(([collection, held]) =>
    Object.entries(held)
      .filter(([id, text]) => before.documents[collection]?.[id] !== text)
      .map(([id, text]) => ({ where: `${collection}/${id}`, text: `${id} ${text}` })),
  );
  const paths = new Set(before.files.map(({ path }) => path));
  const files = after.files
    .filter(({ path }) => !paths.has(path))
    .map(({ path, base64 }) => ({
      where: `file ${path}`,
      text: `${path} ${Buffer.from(base64, 'base64').toString('latin1')}`,
    }));
  const messages = after.journal.slice(before.journal.length).map((entry, index) => ({
    where: `message ${index}`,
    text: JSON.stringify(entry),
  }));
  return [...documents, ...files, ...messages];
}

/** What our functions printed since; what the platform itself notes of a call beside it is not ours. */
const printed = async (since: number): Promise<Place[]> =>
  (await cloud().logs(2_000))
    .filter(({ at }) => at >= since)
    .flatMap(({ output, error, route }) =>
      [...output, error ?? ''].map((text) => ({ where: `log of ${route ?? 'a timer'}`, text })),
    );

/** All that people can read that has to do with some orders. */
async function shown(orderIds: readonly string[]): Promise<Place[]> {
  const places: Place[] = [];
  for (const part of READERS) {
    const as = phone(part);
    const answers: [string, unknown][] = [
      ['home.get', await cloud().call(as, 'home.get', {})],
      ['notices.list', await cloud().call(as, 'notices.list', {})],
      ['desk.get', await cloud().call(as, 'desk.get', {})],
      ['night.get', await cloud().call(as, 'night.get', {})],
      ['today.get', await cloud().call(as, 'today.get', {})],
      ['decisions.get', await cloud().call(as, 'decisions.get', {})],
      ['orders.search', await cloud().call(as, 'orders.search', { areaId: 'manual-welding' })],
    ];
    for (const orderId of orderIds) {
      answers.push(['orders.get', await cloud().call(as, 'orders.get', { orderId })]);
      answers.push(['orders.last', await cloud().call(as, 'orders.last', { orderId })]);
    }
    for (const tab of ['waiting', 'reported', 'charge', 'area'] as const) {
      answers.push(['orders.list', await cloud().call(as, 'orders.list', { tab })]);
    }
    places.push(
      ...answers.map(([route, answer]) => ({
        where: `${route} of ${part}`,
        text: JSON.stringify(answer),
      })),
    );
  }
  return places;
}

/** A report with pictures, asked about, answered with another one, mended, sent back, mended, closed and opened again. */
async function wholeLoop(as: string, key: string): Promise<string> {
  const picture = jpeg({ seed: 31, exif: phoneExif });
  const photos = [await keyPhoto(cloud(), as, key, picture), await keyPhoto(cloud(), as, key)];
  const taken = await cloud().now();
  const { id } = await reportNameless(cloud(), as, key, {
    description: '防护罩少了两颗螺栓',
    photos: photos.map((one) => ({ ...one, takenAt: taken })),
    observedAt: taken,
  });
  await cloud().callOk(phone('keeper'), 'orders.comment', { orderId: id, text: '在哪一侧？' });
  await cloud().callOk(phone('safety'), 'orders.comment', { orderId: id, text: '有人受伤吗？' });
  const reply = { id, key, text: '靠门那一侧，没有', photos: [await keyPhoto(cloud(), as, key)] };
  await cloud().callOk(as, 'orders.reply', reply);
  await cloud().call(as, 'orders.reply', {
    ...{ id, key, text: '不是照片' },
    photos: [await keyPhoto(cloud(), as, key, notAPicture())],
  });
  await act(cloud(), phone('keeper'), id, 'respond', { text: '换一个', personId: CAST.fixer });
  const mend = async () =>
    act(cloud(), phone('fixer'), id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
  await mend();
  await act(cloud(), phone('inspector'), id, 'sendBack', { reason: '还松着', onSite: true });
  await mend();
  await act(cloud(), phone('inspector'), id, 'verify', { onSite: true });
  await act(cloud(), phone('safety'), id, 'reopen', { reason: '又松了' });
  await cloud().clock({ advance: '3h', coalesce: true });
  await follow(cloud(), as, id, key);
  return id;
}

/** A second report that ends in an earlier one, whose holder reads on there. */
async function mergedAway(as: string, key: string): Promise<string[]> {
  const first = await report(cloud(), phone('reporter'));
  const { id } = await reportNameless(cloud(), as, key);
  const { rev } = await look(cloud(), phone('keeper'), id);
  await cloud().callOk(phone('keeper'), 'orders.merge', {
    ...{ orderId: id, rev, into: first.id, reason: '同一处，报了两次' },
  });
  await cloud().callOk(as, 'orders.reply', { id: first.id, key, text: '两处都松' });
  await act(cloud(), phone('keeper'), first.id, 'notHazard', { reason: '已经换过' });
  return [id, first.id];
}

/** Everything there is to read after some doings. */
async function allOf(doings: () => Promise<string[]>): Promise<Place[]> {
  const since = await cloud().now();
  const before = await cloud().export();
  const orderIds = await doings();
  const places = written(before, await cloud().export());
  return [...places, ...(await shown(orderIds)), ...(await printed(since))];
}

beforeEach(async () => {
  await reachable(cloud(), ...READERS, 'reporter');
});

describe.each([
  ['a colleague', whistler],
  ['somebody whose phone is not bound', guestPhone(21)],
])('%s', (_, as) => {
  const keys = [newKey(), newKey()] as const;

  it('leaves no trace through the whole loop, in any spelling, not even where something fails', async () => {
    const traces = await tracesOf(as);
    const places = await allOf(async () => {
      await cloud().faults([
        { match: { action: 'openapi.security.msgSecCheck' }, mode: 'fail', code: 'ECONNRESET', times: 1 },
        { match: { action: 'openapi.security.mediaCheckAsync' }, mode: 'fail', code: 'ECONNRESET', times: 1 },
      ]);
      const order = await wholeLoop(as, keys[0]);
      await cloud().faults([]);
      return [order, ...(await mergedAway(as, keys[1]))];
    });
    expect(places.length).toBeGreaterThan(100);
    expect(found(traces, places)).toEqual([]);
  });

  it('leaves its keys nowhere but on the phone, and nothing that two reports have in common', async () => {
    const after = await cloud().export();
    const all = written({ ...after, documents: {}, files: [], journal: [] }, after);
    expect(found({ first: keys[0], second: keys[1] }, all)).toEqual([]);
    const orders = (await cloud().dump('orders')) as { reporter?: { id: string; visibility: string } }[];
    const ids = orders.flatMap(({ reporter }) => (reporter?.visibility === 'anonymous' ? [reporter.id] : []));
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('is counted for its phone, which the next hour forgets', async () => {
  const secret = readFileSync(join(cloud().dataDir, 'secret'), 'utf8').trim();
  const { id } = await reportNameless(cloud(), whistler, newKey());
  expect(id).toBeDefined();
  const counted = (hour: string): string =>
    createHmac('sha256', secret).update(`caller\n${hour}\n${whistler}`).digest('hex').slice(0, HASH_DIGITS);
  const now = new Date((await cloud().now()) + 8 * 3_600_000).toISOString();
  const hash = counted(now.slice(0, 13).replace(/[-T]/g, ''));
  const holders = async (): Promise<string[]> =>
    Object.entries((await cloud().export()).documents).flatMap(([collection, held]) =>
      Object.values(held).some((text) => text.includes(hash)) ? [collection] : [],
    );
  expect(await holders()).toEqual(['counters']);
  await cloud().clock({ advance: '1h', coalesce: true });
  expect(await holders()).toEqual([]);
});

it('finds each of these traces where a name was given', async () => {
  const traces = await tracesOf(whistler);
  const places = await allOf(async () => {
    const { id } = await report(cloud(), whistler, { photos: [await photo(cloud(), whistler)] });
    await cloud().callOk(whistler, 'orders.comment', { orderId: id, text: '晚上没人在' });
    return [id];
  });
  const kinds = new Set(found(traces, places).map((one) => one.split(' in ')[0]));
  expect([...kinds].sort()).toEqual(['id', 'keyed hash for prefix', 'name', 'telephone', 'upload prefix']);
});

it.each([
  ['as it is', (text: string) => text],
  ['in base64', (text: string) => Buffer.from(`xy${text}z`).toString('base64')],
  ['in base64 for addresses', (text: string) => Buffer.from(`a${text}?>`).toString('base64url')],
  ['in hex', (text: string) => Buffer.from(`-${text}-`).toString('hex').toUpperCase()],
  ['in an address', (text: string) => `https://x/?a=${encodeURIComponent(text)}`],
  ['byte by byte in an address', (text: string) => text.replace(/[^]/g, (c) => encodeURIComponent(c))],
  ['escaped', (text: string) => JSON.stringify(text).replace(/[^\0-\x7f]/g, (c) => escaped(c))],
])('recognises a trace %s', (_, spell) => {
  const traces = { openid: 'o-demo-p-033', name: '戴文军', prefix: '0f1e2d3c4b5a69788796a5b4' };
  const places = Object.values(traces).map((value) => ({ where: 'here', text: `{"x":"${spell(value)}"}` }));
  expect(found(traces, places)).toHaveLength(Object.keys(traces).length);
});
