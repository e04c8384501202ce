/** What becomes of a draft that the server refuses: mended, tried again, or told to a person; never lost. */
import fc from 'fast-check';
import { ERROR_MESSAGES, type ErrorCode } from '../../../miniprogram/shared/errors';
import { failure } from '../../../miniprogram/services/core/failure';
import { backOff } from '../../../miniprogram/services/core/draft';
import { HOLD } from '../../../miniprogram/services/core/hold';
import { CONTENT, Phone, photo, receiptOf, refused, settle, submitted } from './phone';

describe('a refusal', () => {
  it.each(['PHOTO_NOT_IMAGE', 'PHOTO_TOO_LARGE'] as const)(
    '%s drops that photo and goes on',
    async (code) => {
      const { phone, queue, id } = submitted(2);
      phone.send = (input) =>
        input.photos.length === 2
          ? Promise.reject(refused(code, { 'photos.1': 'x' }))
          : Promise.resolve(receiptOf(input.id));
      await phone.pass(HOLD);
      expect(phone.sent.at(-1)?.photos).toMatchObject([{ fileId: 'cloud://photo-0' }]);
      expect(queue.get(id)).toMatchObject({ state: 'sent', photos: [{ id: 'photo-0' }] });
      expect(queue.get(id)?.note).not.toBeNull();
      expect(phone.discarded).toContain('saved/photo-1-marked.jpg');
    },
  );

  it('of the picture of what was mended leaves an ordinary report, with the scene', async () => {
    const phone = new Phone();
    const queue = phone.start();
    const { id } = queue.begin({ ...CONTENT, mended: true });
    queue.addPhoto(id, { ...photo('after'), after: true });
    queue.addPhoto(id, photo('scene'));
    phone.send = (input) =>
      input.selfFixed === undefined
        ? Promise.resolve(receiptOf(input.id))
        : Promise.reject(refused('PHOTO_NOT_IMAGE', { 'selfFixed.photos.0': 'x' }));
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.sent.map(({ photos, selfFixed }) => [photos.length, selfFixed?.photos.length])).toEqual([
      [1, 1],
      [1, undefined],
    ]);
    expect(queue.get(id)).toMatchObject({ state: 'sent', photos: [{ id: 'scene' }] });
  });

  it('says something when its only photo is dropped', async () => {
    const phone = new Phone();
    const queue = phone.start();
    const { id } = queue.begin({ ...CONTENT, templateId: null });
    queue.addPhoto(id, photo('broken'));
    phone.upload = () => Promise.reject(failure('PHOTO_NOT_IMAGE'));
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.sent).toMatchObject([{ photos: [] }]);
    expect(phone.sent[0]?.description).not.toBe('');
  });

  it('of a folder asks for the folder and uploads again', async () => {
    const { phone, queue, id } = submitted();
    phone.send = (input) =>
      phone.foldersForgotten === 0
        ? Promise.reject(refused('PHOTO_PATH'))
        : Promise.resolve(receiptOf(input.id));
    await phone.pass(HOLD + backOff(1));
    expect(phone.uploads).toEqual(['photo-0', 'photo-0']);
    expect(queue.get(id)?.state).toBe('sent');
  });

  it('that passed is told no longer once the report has arrived', async () => {
    const { phone, queue, id } = submitted();
    phone.send = () => Promise.reject(refused('REPORT_LIMIT'));
    await phone.pass(HOLD);
    expect(queue.get(id)?.note).toBe(ERROR_MESSAGES.REPORT_LIMIT);
    phone.send = (input) => Promise.resolve(receiptOf(input.id));
    queue.wake();
    await settle();
    expect(queue.get(id)).toMatchObject({ state: 'sent', note: null });
  });

  it('of a template sends its words instead', async () => {
    const { phone, queue, id } = submitted();
    phone.send = (input) =>
      input.templateId === null
        ? Promise.resolve(receiptOf(input.id))
        : Promise.reject(refused('TEMPLATE_UNKNOWN'));
    await phone.pass(HOLD);
    expect(phone.sent.at(-1)).toMatchObject({ templateId: null, description: CONTENT.title });
    expect(queue.get(id)?.state).toBe('sent');
  });

  it('of the place waits for a person, who can mend it', async () => {
    const { phone, queue, id } = submitted();
    phone.send = (input) =>
      input.areaId === 'a1' ? Promise.reject(refused('PLACE_UNKNOWN')) : Promise.resolve(receiptOf(input.id));
    await phone.pass(HOLD + 3_600_000);
    expect(phone.sent).toHaveLength(1);
    expect(queue.get(id)).toMatchObject({ state: 'blocked', note: ERROR_MESSAGES.PLACE_UNKNOWN });
    queue.edit(id, { areaId: 'a2' });
    queue.submit(id);
    await phone.pass(HOLD);
    expect(queue.get(id)?.state).toBe('sent');
  });

  it('never loses the draft and never goes round for ever, whatever the code', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(ERROR_MESSAGES) as ErrorCode[])),
        fc.nat(3),
        async (code, photos) => {
          const { phone, queue, id } = submitted(photos);
          phone.send = () => Promise.reject(refused(code));
          await phone.pass(HOLD);
          expect(phone.sent.length).toBeLessThanOrEqual(6);
          expect(['waiting', 'blocked']).toContain(queue.get(id)?.state);
          expect(queue.get(id)?.content.title).toBe(CONTENT.title);
        },
      ),
    );
  });
});
