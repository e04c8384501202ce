/** A report that somebody spoke: enough by itself, sealed like a photo, and heard by those who may know who it is. */
import { randomUUID } from 'node:crypto';
import { WORDS } from '../../miniprogram/shared/words';
import type { VoiceInput } from '../../typings/api';
import { takeVoice } from '../support/evidence';
import { jpeg } from '../support/pictures';
import { id3v2, recording, SPEECH, tagFrame } from '../support/recordings';
import { look, photo, report, reportInput, storedOrder } from './support/desk';
import { CAST, guestPhone, phone, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';

const cloud = useCloud();
const me = phone('reporter');
const spoken = (bytes?: Uint8Array): Promise<VoiceInput> => takeVoice(cloud(), me, bytes);

/** Nothing but a voice. */
const ALONE = { templateId: null, description: '', photos: [] };

const refusedVoice = async (code: Parameters<typeof refused>[1], voice: VoiceInput): Promise<string[]> => {
  const error = await refused(cloud(), code, me, 'orders.report', reportInput({ ...ALONE, voice }));
  return Object.keys(error.fields ?? {});
};

describe('a voice alone', () => {
  it('is a report, and is called that', async () => {
    const { id, owner } = await report(cloud(), me, { ...ALONE, voice: await spoken() });
    expect(owner.id).toBe(CAST.keeper);
    expect(await look(cloud(), me, id)).toMatchObject({ title: WORDS.spoken, photos: [], description: '' });
  });

  it('is from anybody, bound or not', async () => {
    const guest = guestPhone(1);
    const voice = await takeVoice(cloud(), guest);
    const { id } = await report(cloud(), guest, { ...ALONE, voice });
    expect((await look(cloud(), guest, id)).voice).toMatchObject({ state: 'sealed' });
  });

  it('gives way to a template, and to words, in the title', async () => {
    const voice = await spoken();
    const { id } = await report(cloud(), me, { ...ALONE, description: '瓶链断了，要换', voice });
    expect((await look(cloud(), me, id)).title).toBe('瓶链断了');
    const other = await report(cloud(), me, { voice: await spoken() });
    expect((await look(cloud(), me, other.id)).title).not.toBe(WORDS.spoken);
  });
});

describe('what is kept', () => {
  it('is sealed: played by a link, without its tags, counted, and the original is gone', async () => {
    const tagged = Buffer.concat([id3v2(tagFrame('APIC', jpeg()), tagFrame('TPE1', 'ACME')), SPEECH]);
    const voice = await spoken(tagged);
    const { id } = await report(cloud(), me, { ...ALONE, voice });
    const { voice: kept } = await look(cloud(), phone('keeper'), id);
    expect(kept).toMatchObject({ state: 'sealed', note: null, seconds: expect.closeTo(0.5, 1) as number });
    const answer = await fetch(kept?.url ?? '');
    expect(Buffer.from(await answer.arrayBuffer()).equals(SPEECH)).toBe(true);
    const { files } = await cloud().export();
    expect(files.filter(({ path }) => voice.fileId.endsWith(path))).toEqual([]);
    const [evidence] = Object.values((await storedOrder(cloud(), id)).evidence);
    expect(evidence).toMatchObject({ purpose: 'voice', source: 'microphone', format: 'mp3' });
  });

  it('stands beside the photos, is none of them, and makes no thumb', async () => {
    const photos = [await photo(cloud(), me)];
    const { id } = await report(cloud(), me, { photos, voice: await spoken() });
    const order = await look(cloud(), me, id);
    expect([order.photos.length, order.voice?.state]).toEqual([1, 'sealed']);
    const alone = await report(cloud(), me, { ...ALONE, voice: await spoken() });
    expect((await look(cloud(), me, alone.id)).thumb).toBeNull();
  });

  it('is on the trail with its hash', async () => {
    const { id } = await report(cloud(), me, { ...ALONE, voice: await spoken() });
    const { evidence, trail } = await storedOrder(cloud(), id);
    const [{ id: evidenceId, originalSha256 }] = Object.values(evidence) as [(typeof evidence)[string]];
    expect(trail[0]?.detail['photos']).toEqual([{ id: evidenceId, sha256: originalSha256 }]);
  });

  it('is sealed later when the file store was away', async () => {
    const voice = await spoken();
    await cloud().faults([{ match: { action: 'storage' }, mode: 'fail', times: 'forever' }]);
    const { id } = await report(cloud(), me, { ...ALONE, voice });
    const waiting = (await look(cloud(), me, id)).voice;
    await cloud().faults([]);
    expect(waiting).toMatchObject({ state: 'pending', url: null, seconds: 3, note: WORDS.voiceSealing });
    await cloud().clock({ advance: '10m' });
    expect((await look(cloud(), me, id)).voice).toMatchObject({ state: 'sealed', note: null });
  });
});

describe('who hears it', () => {
  it('is everybody who sees the order', async () => {
    const { id } = await report(cloud(), me, { ...ALONE, voice: await spoken() });
    for (const who of ['reporter', 'keeper', 'safety'] as const) {
      expect((await look(cloud(), phone(who), id)).voice?.url).toMatch(/^http/);
    }
  });

  it('is safety and the reporter alone where the name is kept: a voice tells who speaks', async () => {
    const voice = await spoken();
    const { id } = await report(cloud(), me, { ...ALONE, voice, visibility: 'safetyOnly' });
    for (const who of ['reporter', 'safety'] as const) {
      expect((await look(cloud(), phone(who), id)).voice?.url).toMatch(/^http/);
    }
    expect((await look(cloud(), phone('keeper'), id)).voice).toMatchObject({
      url: null,
      note: WORDS.voiceHidden,
      seconds: 3,
    });
  });
});

describe('what is refused', () => {
  it.each([
    ['a photo', jpeg()],
    ['an empty file', Buffer.alloc(0)],
    ['a web page behind a tag', Buffer.concat([id3v2(), Buffer.from('<script>alert(1)</script>')])],
    ['a web page behind sound', Buffer.concat([SPEECH, Buffer.from('<script>alert(1)</script>')])],
  ])('%s', async (_, bytes) => {
    expect(await refusedVoice('VOICE_NOT_AUDIO', await spoken(bytes))).toEqual(['voice']);
  });

  it('a speech, and a megabyte', async () => {
    expect(await refusedVoice('VOICE_TOO_LARGE', await spoken(recording(30)))).toEqual(['voice']);
    const large = Buffer.concat([id3v2(tagFrame('PRIV', Buffer.alloc(1024 * 1024))), SPEECH]);
    expect(await refusedVoice('VOICE_TOO_LARGE', await spoken(large))).toEqual(['voice']);
  });

  it('a recording among photos', async () => {
    const { fileId } = await spoken();
    const photos = [{ fileId, source: 'camera' as const }];
    await refused(cloud(), 'PHOTO_NOT_IMAGE', me, 'orders.report', reportInput({ photos }));
  });

  it('one that is not there, and one of somebody else', async () => {
    const { fileId, ...rest } = await spoken();
    const other = fileId.replace(/[^/]+$/, `${randomUUID()}.mp3`);
    expect(await refusedVoice('PHOTO_NOT_UPLOADED', { fileId: other, ...rest })).toEqual(['voice']);
    expect(await refusedVoice('PHOTO_PATH', await takeVoice(cloud(), phone('keeper')))).toEqual(['voice']);
  });

  it('one under the id of a photo of the same report', async () => {
    const taken = await photo(cloud(), me);
    const voice = { fileId: taken.fileId, seconds: 3 };
    const input = reportInput({ photos: [taken], voice });
    const error = await refused(cloud(), 'BAD_REQUEST', me, 'orders.report', input);
    expect(Object.keys(error.fields ?? {})).toEqual(['voice']);
  });
});

describe('sent again', () => {
  it('is the same report; with another voice it is refused', async () => {
    const input = reportInput({ ...ALONE, voice: await spoken() });
    const first = await cloud().callOk(me, 'orders.report', input);
    const after = await stored(cloud());
    expect(await cloud().callOk(me, 'orders.report', input)).toEqual(first);
    expect(await stored(cloud())).toEqual(after);
    const other = { ...input, voice: await spoken() };
    await refused(cloud(), 'REPLAY_MISMATCH', me, 'orders.report', other);
  });
});
