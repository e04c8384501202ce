/** 「是同一个吗？」 on the phone: of which drafts it is asked, what the card shows, and what becomes of 「我也遇到」. */
import type { SimilarOrder } from '../../../typings/api';
import { CallFailure } from '../../../miniprogram/services/core/failure';
import { newDraft, type Draft, type DraftContent } from '../../../miniprogram/services/core/draft';
import { HOLD, QUESTION } from '../../../miniprogram/services/core/hold';
import type { Plant } from '../../../miniprogram/services/core/places';
import { mayJoin, offerOf, sameCard, similarInput } from '../../../miniprogram/services/core/similar';
import { ERROR_MESSAGES } from '../../../miniprogram/shared/errors';
import { TEXT } from '../../../miniprogram/shared/text';
import { CONTENT, Phone, photo, receiptOf, spoken } from './phone';

const template = (id: string, suspectedMajor = false): Plant['templates'][number] => ({
  ...{ id, title: id, categoryId: 'c', kind: 'thing', urgency: 'high', suspectedMajor },
  ...{ cause: '', accident: '', basis: '', measure: '', pictogram: 'x' },
});

const PLANT: Plant = {
  ...{ unchanged: false, version: '1', areas: [], points: [], categories: [] },
  templates: [template('cylinder-unsecured'), template('major', true), template('asked')],
  screening: [{ id: 's', title: '', source: '', templateIds: ['asked'], raisedBy: 'any', questions: [] }],
};

const draft = (content: Partial<DraftContent> = {}, rest: Partial<Draft> = {}): Draft => ({
  ...newDraft('d-1', 'r-1', 1, { ...CONTENT, ...content }),
  ...rest,
});

const NOW = Date.parse('2026-11-25T10:00:00+08:00');

const ORDER: SimilarOrder = {
  orderId: 'o-1',
  title: '气瓶未固定',
  place: { areaName: '焊接一区', pointNo: 'C-07', riskColor: 'red' },
  state: { id: 'rectifying', label: '整改中', ring: 2, end: false },
  sentence: '整改中 · 还剩 5 小时',
  day: '2026-11-24',
  known: false,
  photos: ['https://a', 'https://b'],
  ticket: 't'.repeat(64),
};

describe('a draft', () => {
  it.each<[string, Draft, boolean]>([
    ['of a template', draft(), true],
    ['of a picture alone', draft({ templateId: null }, { photos: [photo('a')] }), true],
    ['of nothing', draft({ templateId: null }), false],
    ['without a place', draft({ areaId: '' }), false],
    ['with words of its own', draft({ description: '链子断了' }), false],
    ['with a voice', draft({}, { voice: spoken('v') }), false],
    ['without a name', draft({ visibility: 'anonymous' }), false],
    ['for a colleague', draft({ reporter: { id: 'p-2', name: '王' } }), false],
    ['of what was mended', draft({ mended: true }), false],
    ['that wants a machine stopped', draft({ stop: true, pointId: 'c-07' }), false],
    ['that may be 重大', draft({ templateId: 'major' }), false],
    ['about which there are questions', draft({ templateId: 'asked' }), false],
  ])('%s may join another order or not', (_what, one, may) => {
    expect(mayJoin(one, PLANT)).toBe(may);
  });

  it('is looked for where it is, with its urgency', () => {
    const position = { longitude: 1, latitude: 2, accuracy: 3 };
    expect(similarInput(draft({ position }), ['0'.repeat(16)])).toEqual({
      ...{ areaId: 'a1', pointId: null, templateId: 'cylinder-unsecured', position },
      hashes: ['0'.repeat(16)],
    });
    expect(offerOf(ORDER, draft(), PLANT)).toEqual({ orderId: 'o-1', ticket: ORDER.ticket, urgency: 'high' });
    expect(offerOf(ORDER, draft({ templateId: null }), PLANT)).not.toHaveProperty('urgency');
  });
});

describe('the card', () => {
  it('shows two pictures: theirs beside the one just taken', () => {
    const { pictures, ...card } = sameCard(ORDER, draft({}, { photos: [photo('mine')] }), NOW);
    expect(pictures).toEqual([
      { url: 'https://a', words: '昨天报的' },
      { url: 'saved/mine.jpg', words: TEXT.same.yours },
    ]);
    expect(card).toMatchObject({
      place: 'C-07 焊接一区',
      sentence: '昨天报的 · 整改中 · 还剩 5 小时',
      known: '',
    });
  });

  it('shows two of theirs where there is none to compare with, and none where there are none', () => {
    expect(sameCard(ORDER, draft(), NOW).pictures.map(({ url }) => url)).toEqual(['https://a', 'https://b']);
    expect(sameCard({ ...ORDER, photos: [] }, draft({}, { photos: [photo('a')] }), NOW).pictures).toEqual([]);
  });

  it.each([
    ['2026-11-25', '今天报的'],
    ['2026-11-24', '昨天报的'],
    ['2026-11-03', '11月3日报的'],
  ])('says of %s %s', (day, words) => {
    expect(sameCard({ ...ORDER, day }, draft(), NOW).sentence).toContain(words);
  });

  it('says when the person knows the order', () => {
    expect(sameCard({ ...ORDER, known: true }, draft(), NOW).known).toBe(TEXT.same.known);
  });
});

describe('我也遇到', () => {
  const OFFER = { orderId: 'o-1', ticket: 't', urgency: 'high' } as const;

  function joined() {
    const phone = new Phone();
    const queue = phone.start();
    const { id } = queue.begin(CONTENT);
    queue.addPhoto(id, photo('p-0'));
    queue.submit(id);
    queue.ask(id, 'same');
    expect(queue.join(id, OFFER)).toBe(true);
    return { phone, queue, id };
  }

  const over = new CallFailure({ code: 'JOIN_OVER', message: ERROR_MESSAGES.JOIN_OVER });
  const network = new CallFailure({ code: 'NETWORK', message: '没网' });

  it('sends the draft to the order, with its pictures, and no report', async () => {
    const { phone, queue, id } = joined();
    await phone.pass(HOLD);
    expect(phone.sent).toEqual([]);
    expect(phone.joined).toEqual([
      { id, ...OFFER, photos: [{ fileId: 'cloud://p-0', source: 'camera', takenAt: 1 }] },
    ]);
    expect(queue.get(id)).toMatchObject({ state: 'sent', receipt: { id: 'o-1' } });
  });

  it('waits in the phone like any report, and is sent the same after a restart', async () => {
    const { phone } = joined();
    phone.join = () => Promise.reject(network);
    await phone.pass(HOLD);
    phone.join = ({ orderId }) => Promise.resolve(receiptOf(orderId));
    const queue = phone.start();
    queue.wake();
    await phone.pass(0);
    expect(phone.joined).toHaveLength(2);
    expect(phone.joined[1]).toEqual(phone.joined[0]);
    expect(new Set(phone.requestIds).size).toBe(1);
    expect(queue.all()).toMatchObject([{ state: 'sent' }]);
  });

  it('becomes a report of its own when the order has ended meanwhile, and says so', async () => {
    const { phone, queue, id } = joined();
    phone.join = () => Promise.reject(over);
    await phone.pass(HOLD);
    expect(phone.sent.map((input) => input.id)).toEqual([id]);
    expect(queue.get(id)).toMatchObject({ state: 'sent', join: null, note: TEXT.same.over });
  });

  it.each(['NOT_FOUND', 'REPLAY_MISMATCH', 'UNKNOWN_ROUTE', 'BAD_REQUEST'] as const)(
    'becomes a report of its own on %s',
    async (code) => {
      const { phone, id } = joined();
      phone.join = () => Promise.reject(new CallFailure({ code, message: '' }));
      await phone.pass(HOLD);
      expect(phone.sent.map((input) => input.id)).toEqual([id]);
    },
  );

  it('goes on without a picture that is none', async () => {
    const { phone, queue, id } = joined();
    phone.join = ({ photos = [], orderId }) =>
      photos.length > 0
        ? Promise.reject(
            new CallFailure({ code: 'PHOTO_NOT_IMAGE', message: '', fields: { 'photos.0': 'x' } }),
          )
        : Promise.resolve(receiptOf(orderId));
    await phone.pass(HOLD);
    expect(phone.sent).toEqual([]);
    expect(queue.get(id)).toMatchObject({ state: 'sent', receipt: { id: 'o-1' } });
  });

  it('may be taken back, and is forgotten then', async () => {
    const { phone, queue, id } = joined();
    expect(queue.takeBack(id)).toBe(true);
    queue.submit(id);
    await phone.pass(QUESTION);
    expect(phone.joined).toEqual([]);
    expect(phone.sent).toHaveLength(1);
  });

  it('is too late for a report on its way', async () => {
    const phone = new Phone();
    const queue = phone.start();
    const { id } = queue.begin(CONTENT);
    queue.submit(id);
    await phone.pass(HOLD);
    expect(queue.join(id, OFFER)).toBe(false);
  });
});
