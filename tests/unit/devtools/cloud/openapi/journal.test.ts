/** What WeChat remembers survives a crash, the half-written last line excepted. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SentMessage } from '../../../../../devtools/cloud/control/shapes';
import { openJournal } from '../../../../../devtools/cloud/openapi/journal';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'journal-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const message: SentMessage = {
  id: 'm1',
  at: 1,
  to: 'oPerson01',
  templateId: 't',
  page: null,
  state: 'formal',
  data: { thing1: { value: '有' } },
};

it('is the same after it was opened again', () => {
  const file = join(dir, 'wechat.jsonl');
  const before = openJournal(file);
  before.add({ kind: 'prompt', openid: 'oPerson01', templateId: 't', result: 'accept', count: 3 });
  before.add({ kind: 'message', message });
  appendFileSync(file, '{"kind":"message","mess');
  const after = openJournal(file);
  expect(after.subscription('oPerson01', 't').left).toBe(2);
  expect(after.messages('oPerson01')).toEqual([message]);
  after.add({ kind: 'prompt', openid: 'oPerson01', templateId: 't', result: 'accept', count: 1 });
  expect(openJournal(file).subscription('oPerson01', 't').left).toBe(3);
});

it('forgets everything when replaced', () => {
  const file = join(dir, 'wechat.jsonl');
  const journal = openJournal(file);
  journal.add({ kind: 'message', message });
  journal.replace([]);
  expect(journal.entries()).toEqual([]);
  expect(openJournal(file).messages()).toEqual([]);
});
