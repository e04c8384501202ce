/** What a whole team may be told of hazards: things and what was done, nobody's behaviour, nobody's confidence, no picture that is minded. */
import { toldHazards, toldPictures } from '../../../cloudfunctions/features/order/told';
import templatesBody from '../../../cloudfunctions/config/templates.json';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { WORDS } from '../../../miniprogram/shared/words';

let rows: unknown[] = [];

jest.mock('../../../cloudfunctions/features/order/store', () => ({
  reportedOrOpen: () => Promise.resolve(rows),
  endedSince: () => Promise.resolve(rows),
}));
jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

const template = parseConfig('templates', templatesBody).templates.find(({ kind }) => kind === 'behaviour')!;
const DAY = 86_400_000;
const SINCE = Date.parse('2026-11-24T08:00:00+08:00');

const roster = { shifts: [], duties: [], changes: [] };
const inForce = { templateById: new Map([[template.id, template]]), roster };

const evidence = (over: object = {}): object => ({
  ...{ id: 'e-1', purpose: 'scene', state: 'sealed', format: 'jpeg', sealedFileId: 'f-1', receivedAt: 1 },
  check: { result: 'pass', traceId: null, looked: null },
  ...over,
});

const order = (over: object = {}): object => ({
  _id: 'o-1',
  title: '气瓶没固定',
  templateId: 'cylinder',
  kind: 'thing',
  state: 'closed',
  open: false,
  place: { areaId: 'hall', areaName: '厂房', pointNo: 'H-01' },
  reporter: { kind: 'person', id: 'p-1', name: '王五', visibility: 'named' },
  reportedAt: SINCE + 1,
  ...{ urgency: 'medium', level: 'general', suspectedMajor: false },
  rounds: [{ fixed: { note: '装了链条' }, plan: null }],
  evidence: { 'e-1': evidence() },
  contentCheck: 'pass',
  ...over,
});

const hazards = async (...all: object[]) => {
  rows = all.map(order);
  return (await toldHazards(inForce, SINCE, SINCE + DAY)).found;
};
const standing = async (...all: object[]) => {
  rows = all.map((over) => order({ open: true, state: 'rectifying', reportedAt: SINCE - DAY, ...over }));
  return (await toldHazards(inForce, SINCE, SINCE + DAY)).standing;
};
const pictures = async (over: object) => {
  rows = [order(over)];
  return (await toldPictures(1)).length;
};

describe('a hazard', () => {
  it('is told with what was done', async () => {
    expect(await hazards({})).toEqual([
      {
        ...{ orderId: 'o-1', title: '气瓶没固定', place: '厂房 H-01', areaId: 'hall' },
        ...{ open: false, measure: '装了链条' },
      },
    ]);
  });

  it('of behaviour is told in the words of its template, without machine or note', async () => {
    const behaviour = { kind: 'behaviour', title: '张三没戴面罩' };
    expect(
      await hazards({ ...behaviour, templateId: template.id }, { ...behaviour, templateId: null }),
    ).toMatchObject([
      { title: template.title, place: '厂房', measure: template.measure },
      { title: WORDS.behaviour, place: '厂房', measure: '' },
    ]);
  });

  it('whose words are minded is told without them, and what was none is not told', async () => {
    const minded = { contentCheck: 'risky', templateId: null, title: '脏话' };
    expect(
      (await hazards(minded, { state: 'notHazard' }, { state: 'merged' })).map(({ title }) => title),
    ).toEqual([WORDS.uncheckedTitle]);
  });
});

describe('what was found before and is open', () => {
  it('is told apart, with the day, the most serious first and then what waits longest', async () => {
    const told = await standing(
      { _id: 'new', urgency: 'high' },
      { _id: 'low', urgency: 'low', reportedAt: SINCE - 90 * DAY },
      { _id: 'old', urgency: 'high', reportedAt: SINCE - 3 * DAY },
      { _id: 'maybe', urgency: 'low', suspectedMajor: true },
      { _id: 'major', urgency: 'low', level: 'major' },
    );
    expect(told.map(({ orderId }) => orderId)).toEqual(['major', 'maybe', 'old', 'new', 'low']);
    expect(told[2]).toMatchObject({ since: '2026-11-21', open: true, areaId: 'hall' });
  });

  it('says of behaviour and of minded words no more than of the last day', async () => {
    const told = await standing(
      { kind: 'behaviour', title: '张三没戴面罩', templateId: null },
      { contentCheck: 'risky', templateId: null, title: '脏话' },
    );
    expect(told.map(({ title }) => title)).toEqual([WORDS.behaviour, WORDS.uncheckedTitle]);
  });
});

describe('a picture', () => {
  it('may be shown of a thing that somebody reported by name', async () => {
    expect(await pictures({})).toBe(1);
  });

  it.each<[string, object]>([
    ['of behaviour', { kind: 'behaviour' }],
    ['reported in confidence', { reporter: { visibility: 'safetyOnly' } }],
    ['reported anonymously', { reporter: { visibility: 'anonymous' } }],
    ['whose words are minded', { contentCheck: 'review' }],
    ['without a template', { templateId: null }],
    ['of what was no hazard', { state: 'notHazard' }],
    ['that is minded', { evidence: { 'e-1': evidence({ check: { result: 'risky', looked: null } }) } }],
    [
      'that is not checked',
      { evidence: { 'e-1': evidence({ check: { result: 'pending', looked: null } }) } },
    ],
    [
      'that safety hid',
      { evidence: { 'e-1': evidence({ check: { result: 'pass', looked: { show: false } } }) } },
    ],
    ['that not every phone can show', { evidence: { 'e-1': evidence({ format: 'heic' }) } }],
    ['that is not sealed', { evidence: { 'e-1': evidence({ state: 'pending' }) } }],
    ['of how it was mended', { evidence: { 'e-1': evidence({ purpose: 'after' }) } }],
  ])('is not shown %s', async (_, over) => {
    expect(await pictures(over)).toBe(0);
  });
});
