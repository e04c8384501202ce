/** The content check of files: which are asked about, how, and what every answer, refusal and failure comes to. */
import type { Evidence, MediaCheck } from '../../../typings/domain';
import {
  askAbout,
  mayShow,
  NOT_ASKED,
  resultOf,
  UNCHECKED,
  waitsForLook,
  type AskWeChat,
} from '../../../cloudfunctions/features/content/media';

const OPENID = 'oAuthor0001';
const NOW = 1_790_000_000_000;

const evidence = (changes: Partial<Evidence> = {}): Evidence => ({
  id: 'e1',
  purpose: 'scene',
  round: 1,
  fileId: 'cloud://x/evidence/e1.jpg',
  source: 'camera',
  takenAt: null,
  uploadedBy: 'p-1',
  receivedAt: NOW,
  state: 'sealed',
  format: 'jpeg',
  bytes: 1000,
  originalSha256: null,
  sealedSha256: null,
  sealedFileId: 'cloud://x/sealed/e1.jpg',
  sealedAt: NOW,
  refusedBecause: null,
  check: NOT_ASKED,
  ...changes,
});

const files = {
  links: (ids: string[]) => Promise.resolve(new Map(ids.map((id) => [id, `https://files/${id}`]))),
};

interface Asked {
  openid: string;
  url: string;
  mediaType: number;
}

function weChat(answer: () => ReturnType<AskWeChat>): { ask: AskWeChat; asked: Asked[] } {
  const asked: Asked[] = [];
  const ask: AskWeChat = (openid, url, mediaType) => {
    asked.push({ openid, url, mediaType });
    return answer();
  };
  return { ask, asked };
}

const taken = () => Promise.resolve({ errCode: 0, errMsg: 'ok', body: { traceId: 'abc-1' } });

it('asks by a temporary link and keeps the id of the request', async () => {
  const { ask, asked } = weChat(taken);
  expect(await askAbout([evidence()], OPENID, files, ask)).toEqual({
    e1: { ...NOT_ASKED, traceId: 'abc-1' },
  });
  expect(asked).toEqual([{ openid: OPENID, url: 'https://files/cloud://x/sealed/e1.jpg', mediaType: 2 }]);
});

it('tells a recording from a picture', async () => {
  const { ask, asked } = weChat(taken);
  await askAbout(
    [evidence({ format: 'mp3', purpose: 'voice' }), evidence({ id: 'e2', format: 'png' })],
    OPENID,
    files,
    ask,
  );
  expect(asked.map(({ mediaType }) => mediaType)).toEqual([1, 2]);
});

it.each([
  ['nobody is at hand', null, {}],
  ['it is a HEIC', OPENID, { format: 'heic' }],
  ['it is a WebP', OPENID, { format: 'webp' }],
  ['it is a PDF', OPENID, { format: 'pdf' }],
  ['it is larger than WeChat takes', OPENID, { bytes: 10 * 1024 * 1024 + 1 }],
  ['its size is unknown', OPENID, { bytes: null }],
] as const)('asks nothing when %s', async (_, openid, changes) => {
  const { ask, asked } = weChat(taken);
  expect(await askAbout([evidence(changes)], openid, files, ask)).toEqual({ e1: UNCHECKED });
  expect(asked).toEqual([]);
});

it.each([
  ['refuses the openid', () => Promise.resolve({ errCode: 40003, errMsg: '', body: {} })],
  ['has not seen the person for two hours', () => Promise.resolve({ errCode: 61010, errMsg: '', body: {} })],
  ['is busy', () => Promise.resolve({ errCode: 45009, errMsg: '', body: {} })],
  ['is down', () => Promise.reject(new Error('ECONNREFUSED'))],
  ['gives the request no name', () => Promise.resolve({ errCode: 0, errMsg: 'ok', body: {} })],
  [
    'gives the request an empty name',
    () => Promise.resolve({ errCode: 0, errMsg: 'ok', body: { traceId: '' } }),
  ],
])('leaves a file unchecked when WeChat %s, and says so once without the openid', async (_, answer) => {
  const lines: string[] = [];
  const hear = (line: unknown): void => void lines.push(String(line));
  const spies = [
    jest.spyOn(console, 'warn').mockImplementation(hear),
    jest.spyOn(console, 'error').mockImplementation(hear),
  ];
  expect(await askAbout([evidence()], OPENID, files, weChat(answer).ask)).toEqual({ e1: UNCHECKED });
  for (const spy of spies) spy.mockRestore();
  expect(lines).toHaveLength(1);
  expect(lines.join()).not.toContain(OPENID);
  expect(lines.join()).not.toContain('https://');
});

it('leaves everything unchecked when there are no links', async () => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { ask, asked } = weChat(taken);
  const noLinks = { links: () => Promise.reject(new Error('down')) };
  expect(await askAbout([evidence()], OPENID, noLinks, ask)).toEqual({ e1: UNCHECKED });
  expect(asked).toEqual([]);
  error.mockRestore();
});

const looked = (show: boolean): MediaCheck['looked'] => ({ by: { id: 's', name: '安' }, at: NOW, show });

it.each([
  ['pass', null, true, false],
  ['pending', null, false, false],
  ['unchecked', null, false, false],
  ['review', null, false, true],
  ['risky', null, false, true],
  ['risky', looked(true), true, false],
  ['risky', looked(false), false, false],
  ['unchecked', looked(true), true, false],
  ['pass', looked(false), false, false],
] as const)('%s with a look %j: shown %s, waits %s', (result, look, shown, waits) => {
  const one = evidence({ check: { result, traceId: 'a', looked: look } });
  expect(mayShow(one)).toBe(shown);
  expect(waitsForLook(one)).toBe(waits);
});

it('shows what was sealed before there was a check', () => {
  const before = evidence();
  delete before.check;
  expect(mayShow(before)).toBe(true);
  expect(waitsForLook(before)).toBe(false);
  expect(resultOf(before, NOW)).toBeNull();
});

it('counts a check that is not answered within half an hour as none', () => {
  const halfHour = 30 * 60_000;
  expect(resultOf(evidence(), NOW + halfHour)).toBe('pending');
  expect(resultOf(evidence(), NOW + halfHour + 1)).toBe('unchecked');
  const risky = evidence({ check: { result: 'risky', traceId: 'a', looked: null } });
  expect(resultOf(risky, NOW + halfHour + 1)).toBe('risky');
});
