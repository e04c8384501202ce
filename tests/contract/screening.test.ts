/** 疑似重大 screening at the report: the server decides by the card in force, and safety reads what was said. */
import { randomUUID } from 'node:crypto';
import type { ReportInput } from '../../typings/api';
import type { Screening } from '../../typings/config';
import { look, report, reportInput, storedOrder } from './support/desk';
import { phone, useCloud } from './support/plant';
import { refused } from './support/refusal';

const cloud = useCloud();

type Said = NonNullable<ReportInput['screening']>;

/** After the template of the special works, any answer is enough. */
const special = (answers: Said['answers'], cardId = 'special-work'): Partial<ReportInput> => ({
  templateId: 'scaffold-incomplete',
  screening: { cardId, answers },
});

const made = async (patch: Partial<ReportInput>, as = phone('reporter')) =>
  storedOrder(cloud(), (await report(cloud(), as, patch)).id);

it('sends a raised suspicion to whoever judges it, undetermined, with the answers on its trail', async () => {
  const order = await made(special({ certificate: 'no', trade: 'unsure' }));
  expect(order).toMatchObject({
    flow: { id: 'major' },
    state: 'determining',
    suspectedMajor: true,
    level: 'undetermined',
    screening: { cardId: 'special-work', source: '令10号 第三条（二）', raised: true },
  });
  expect(order.screening?.version).toBe(order.pins['screening']);
  expect(order.screening?.answers.map(({ answer, raises }) => [answer, raises])).toEqual([
    ['no', true],
    ['unsure', false],
  ]);
  expect(order.trail[0]?.detail['screening']).toEqual(order.screening);
});

it('leaves what raises nothing an ordinary hazard, and keeps the answers', async () => {
  const order = await made(special({ certificate: 'yes', trade: 'yes' }));
  expect(order).toMatchObject({ flow: { id: 'hazard' }, suspectedMajor: false, level: 'general' });
  expect(order.screening).toMatchObject({ raised: false });
});

it('counts silence as 不清楚, also of a phone that knows no cards, and says so to safety', async () => {
  for (const patch of [special({}), { templateId: 'scaffold-incomplete' }]) {
    const order = await made(patch);
    expect(order).toMatchObject({ flow: { id: 'hazard' }, screening: { raised: false } });
    const { screening } = await look(cloud(), phone('safety'), order._id);
    expect(screening?.answers.map(({ answer }) => answer)).toEqual([null, null]);
  }
});

it('wants all answers where the card wants all', async () => {
  const painted = (answers: Said['answers']) => ({
    templateId: 'mask-not-worn',
    screening: { cardId: 'paint-room', answers },
  });
  expect((await made(painted({ paint: 'yes' }))).suspectedMajor).toBe(false);
  expect((await made(painted({ paint: 'yes', equipped: 'no' }))).suspectedMajor).toBe(true);
});

it('goes before what somebody mended or wants stopped', async () => {
  const order = await made({ ...special({ certificate: 'no' }), pointId: 'b-05', stop: true });
  expect(order.state).toBe('determining');
});

it('takes a report whose card is not in force any more, and tells safety that it was asked by another', async () => {
  const order = await made(special({ certificate: 'no' }, 'an-old-card'));
  expect(order).toMatchObject({ suspectedMajor: false, screening: { outdated: true, raised: false } });
});

it('keeps nothing for a template that no card asks after', async () => {
  const screening: Said = { cardId: 'special-work', answers: { certificate: 'no' } };
  const order = await made({ templateId: 'guard-loose', screening });
  expect(order.screening).toBeUndefined();
  expect(order.suspectedMajor).toBe(false);
});

it('is read by safety and by whoever judges, by nobody else', async () => {
  const { _id } = await made(special({ certificate: 'no' }));
  for (const part of ['safety', 'manager'] as const) {
    expect((await look(cloud(), phone(part), _id)).screening).toMatchObject({ raised: true });
  }
  for (const part of ['reporter', 'keeper', 'inspector'] as const) {
    expect((await look(cloud(), phone(part), _id)).screening).toBeNull();
  }
});

it('answers the same draft the same, and refuses it with other answers', async () => {
  const input = reportInput(special({ certificate: 'yes' }));
  const requestId = randomUUID();
  const as = phone('reporter');
  const first = await cloud().callOk(as, 'orders.report', input, { requestId });
  expect(await cloud().callOk(as, 'orders.report', input, { requestId })).toEqual(first);
  const other = { ...input, ...special({ certificate: 'no' }) };
  await refused(cloud(), 'REPLAY_MISMATCH', as, 'orders.report', other, { requestId });
});

it.each<[string, unknown]>([
  ['an answer that is none', { cardId: 'special-work', answers: { certificate: 'maybe' } }],
  ['no card', { answers: {} }],
  ['answers in a list', { cardId: 'special-work', answers: [] }],
  [
    'more answers than any card asks',
    { cardId: 'c', answers: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`q${n}`, 'yes'])) },
  ],
  ['more than is asked', { cardId: 'special-work', answers: {}, raised: true }],
])('refuses %s', async (_what, screening) => {
  const input = { ...reportInput(), screening } as ReportInput;
  await refused(cloud(), 'BAD_REQUEST', phone('reporter'), 'orders.report', input);
});

it('lists for safety the templates that no card asks about, with what is open of each', async () => {
  await made({ templateId: 'floor-oily' });
  await made({ templateId: null, description: '有味道' });
  const { unscreened } = await cloud().callOk(phone('safety'), 'desk.get', {});
  const plant = await cloud().callOk(phone('reporter'), 'plant.get', {});
  if (plant.unchanged) throw new Error('nothing was known before');
  const asked = plant.screening.flatMap(({ templateIds }) => templateIds);
  const bare = plant.templates.map(({ id }) => id).filter((id) => !asked.includes(id));
  expect(unscreened.map(({ templateId }) => templateId).sort()).toEqual([...bare, null].sort());
  expect(unscreened.find(({ templateId }) => templateId === 'floor-oily')?.open).toBeGreaterThanOrEqual(1);
  expect(unscreened.find(({ templateId }) => templateId === null)?.open).toBeGreaterThanOrEqual(1);
});

it('lets safety publish cards without a hole, and none that name a template twice or one that is not there', async () => {
  const as = phone('safety');
  const { version, body } = await cloud().callOk(as, 'config.get', { kind: 'screening' });
  const screening = body as Screening;
  const publish = (cards: Screening['cards']) => ({
    kind: 'screening' as const,
    body: { ...screening, cards },
    basedOn: version,
    note: '试一试',
  });
  const [card] = screening.cards;
  if (card === undefined) throw new Error('no card ships');
  const twice = { ...card, id: 'twice', title: '再一张' };
  const error = await refused(cloud(), 'CONFIG_INVALID', as, 'config.publish', publish([card, twice]));
  expect(Object.values(error.fields ?? {}).join()).toContain('有两张卡片来问');
  const gone = { ...card, templateIds: ['moon'] };
  await refused(cloud(), 'CONFIG_INVALID', as, 'config.publish', publish([gone]));
  const published = await cloud().callOk(as, 'config.publish', publish([{ ...card, title: '外包管理' }]));
  expect(published.version).not.toBe(version);
});
