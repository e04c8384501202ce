/** What a whole team may be told of hazards: things and what was done, nobody's behaviour, nobody's confidence, no picture that is minded. */
import { toldHazards, toldPictures } from '../../../cloudfunctions/features/order/told';
import templatesBody from '../../../cloudfunctions/config/templates.json';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { WORDS } from '../../../miniprogram/shared/words';

let rows: unknown[] = [];

jest.mock('../../../cloudfunctions/features/order/store', () => ({
  reportedBetween: () => Promise.resolve(rows),
  endedSince: () => Promise.resolve(rows),
}));
jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

const template = parseConfig('templates', templatesBody).templates.find(({ kind }) => kind === 'behaviour')!;
const inForce = { templateById: new Map([[template.id, template]]) };

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
  reportedAt: 1,
  rounds: [{ fixed: { note: '装了链条' }, plan: null }],
  evidence: { 'e-1': evidence() },
  contentCheck: 'pass',
  ...over,
});

const hazards = async (...all: object[]) => {
  rows = all.map(order);
  return toldHazards(inForce, 0, 1);
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
