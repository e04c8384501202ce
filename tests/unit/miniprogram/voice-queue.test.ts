/** What was said with a report: it waits, goes and is refused like a photo, and alone it is a report. */
import { TEXT } from '../../../miniprogram/shared/text';
import { failure } from '../../../miniprogram/services/core/failure';
import {
  draftWords,
  filesOf,
  isEmpty,
  titleOf,
  type Draft,
  type DraftContent,
} from '../../../miniprogram/services/core/draft';
import { voiceOf } from '../../../miniprogram/services/core/draft-voice';
import { HOLD } from '../../../miniprogram/services/core/hold';
import {
  CONTENT,
  network,
  onDisk as allOnDisk,
  Phone,
  photo,
  receiptOf,
  refused,
  settle,
  spoken,
} from './phone';

const SILENT: DraftContent = { ...CONTENT, templateId: null, title: '' };

function said(photos = 0, content = SILENT) {
  const phone = new Phone();
  const queue = phone.start();
  const { id } = queue.begin(content);
  for (let n = 0; n < photos; n += 1) queue.addPhoto(id, photo(`photo-${n}`));
  queue.setVoice(id, spoken('voice'));
  return { phone, queue, id };
}

const onDisk = (phone: Phone): Draft => allOnDisk(phone)[0]!;

describe('a draft', () => {
  it('is not empty once something was said, and is called that', () => {
    const { phone } = said();
    expect(isEmpty(onDisk(phone))).toBe(false);
    expect(titleOf(onDisk(phone))).toBe('一段语音 8 秒');
    expect(filesOf(onDisk(phone))).toEqual([]);
  });

  it('is called by what it is, or by what was written', () => {
    expect(titleOf(onDisk(said(0, CONTENT).phone))).toBe(CONTENT.title);
    expect(titleOf(onDisk(said(0, { ...SILENT, description: '瓶链断了' }).phone))).toBe('瓶链断了');
    expect(filesOf(onDisk(said(2).phone))).toEqual(['2 张照片']);
    expect(filesOf(onDisk(said(2, CONTENT).phone))).toEqual(['2 张照片', '一段语音 8 秒']);
  });

  it('keeps what was said last, and frees the file of what was said before', () => {
    const { phone, queue, id } = said();
    queue.setVoice(id, spoken('better'));
    expect(onDisk(phone).voice?.id).toBe('better');
    expect(phone.discarded).toEqual(['saved/voice.mp3']);
    queue.setVoice(id, null);
    expect(isEmpty(onDisk(phone))).toBe(true);
    expect(phone.discarded).toEqual(['saved/voice.mp3', 'saved/better.mp3']);
  });

  it('that is dropped frees the file', () => {
    const { phone, queue, id } = said();
    queue.drop(id);
    expect(phone.discarded).toEqual(['saved/voice.mp3']);
  });

  it('without a name takes no voice along: it would tell who speaks', async () => {
    const { phone, queue, id } = said(1, { ...SILENT, visibility: 'anonymous' });
    expect(voiceOf(onDisk(phone))).toBeNull();
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.sent[0]).not.toHaveProperty('voice');
    expect(phone.uploads).toEqual(['photo-0']);
  });
});

describe('sending', () => {
  it('uploads it once after the photos, and sends it alone if that is all', async () => {
    const { phone, queue, id } = said(1);
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.uploads).toEqual(['photo-0', 'voice']);
    expect(phone.sent[0]?.voice).toEqual({ fileId: 'cloud://voice', seconds: 8.2, takenAt: 1 });
    const alone = said();
    alone.queue.submit(alone.id);
    await alone.phone.pass(HOLD);
    expect(alone.phone.sent[0]).toMatchObject({ photos: [], voice: { fileId: 'cloud://voice' } });
    expect(alone.phone.discarded).toEqual(['saved/voice.mp3']);
  });

  it('goes on behind the photo that is there already, after the app was killed', async () => {
    const { phone, queue, id } = said(1);
    phone.upload = (one) =>
      one.id === 'voice' ? Promise.reject(network()) : Promise.resolve(`cloud://${one.id}`);
    queue.submit(id);
    await phone.pass(HOLD);
    phone.upload = (one) => Promise.resolve(`cloud://${one.id}`);
    const again = phone.start();
    again.wake();
    await settle();
    expect(phone.uploads).toEqual(['photo-0', 'voice', 'voice']);
    expect(again.get(id)?.state).toBe('sent');
    expect(phone.sent).toHaveLength(1);
  });

  it('waits for what is still being saved', async () => {
    const phone = new Phone();
    const queue = phone.start();
    const { id } = queue.begin(SILENT);
    let saved = (): void => undefined;
    const saving = new Promise<void>((resolve) => {
      saved = resolve;
    }).then(() => queue.setVoice(id, spoken('voice')));
    queue.expect(id, saving);
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.sent).toEqual([]);
    saved();
    await settle();
    expect(phone.sent[0]?.voice?.fileId).toBe('cloud://voice');
  });

  it('says what it is doing', () => {
    const draft = onDisk(said().phone);
    const waiting: Draft = { ...draft, state: 'waiting' };
    expect(draftWords(waiting, true)).toBe(TEXT.voice.uploading);
    const uploaded = { ...spoken('voice'), fileId: 'cloud://voice' };
    expect(draftWords({ ...waiting, voice: uploaded }, true)).toBe(TEXT.draft.sending);
    expect(draftWords({ ...waiting, attempts: 1 }, false)).toBe(TEXT.voice.unsent);
    const pictured = { ...waiting, attempts: 1, photos: [photo('photo')] };
    expect(draftWords(pictured, false)).toBe(TEXT.draft.failed);
  });

  it('can no longer be changed once it may have arrived', async () => {
    const { phone, queue, id } = said();
    phone.send = () => Promise.reject(network());
    queue.submit(id);
    await phone.pass(HOLD);
    expect(queue.setVoice(id, spoken('late'))).toBe(false);
    expect(queue.setVoice(id, null)).toBe(false);
    expect(onDisk(phone).voice?.id).toBe('voice');
  });
});

describe('a refusal', () => {
  it.each(['VOICE_NOT_AUDIO', 'VOICE_TOO_LARGE'] as const)(
    '%s leaves it out, says so, and goes on',
    async (code) => {
      const { phone, queue, id } = said(1);
      phone.send = (input) =>
        input.voice === undefined
          ? Promise.resolve(receiptOf(input.id))
          : Promise.reject(refused(code, { voice: 'x' }));
      queue.submit(id);
      await phone.pass(HOLD);
      expect(phone.sent.at(-1)).toMatchObject({ photos: [{ fileId: 'cloud://photo-0' }] });
      expect(queue.get(id)).toMatchObject({ state: 'sent', note: TEXT.voice.notSent, voice: null });
      expect(phone.discarded).toContain('saved/voice.mp3');
    },
  );

  it('of all there is leaves a report that says there was something', async () => {
    const { phone, queue, id } = said();
    phone.send = (input) =>
      input.voice === undefined
        ? Promise.resolve(receiptOf(input.id))
        : Promise.reject(refused('VOICE_NOT_AUDIO', { voice: 'x' }));
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.sent.at(-1)?.description).toBe(TEXT.draft.untitled);
    expect(queue.get(id)?.state).toBe('sent');
  });

  it('by the phone itself, whose file is gone, does the same', async () => {
    const { phone, queue, id } = said();
    phone.upload = () => Promise.reject(failure('PHOTO_NOT_IMAGE'));
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.sent).toMatchObject([{ description: TEXT.draft.untitled }]);
    expect(queue.get(id)?.note).toBe(TEXT.voice.notSent);
  });

  it('of the folder uploads it again', async () => {
    const { phone, queue, id } = said();
    phone.send = (input) =>
      phone.foldersForgotten === 0
        ? Promise.reject(refused('PHOTO_PATH', { voice: 'x' }))
        : Promise.resolve(receiptOf(input.id));
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.uploads).toEqual(['voice', 'voice']);
    expect(queue.get(id)?.state).toBe('sent');
  });
});
