/** `getTempFileURL` of a phone in the product: a person reads what they uploaded, and nobody else's. */
import { personWith } from '../../support/people';
import { startTestCloud, type TestCloud } from '../../support/cloud';
import { jpeg } from '../../support/pictures';

interface Linked {
  fileID: string;
  tempFileURL: string;
  status: number;
  errMsg: string;
}

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

async function linksFor(as: string, ...fileList: string[]): Promise<Linked[]> {
  const response = await fetch(`${cloud.base}/phone/1/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, fileList }),
  });
  return ((await response.json()) as { fileList: Linked[] }).fileList;
}

it('opens the file of the person who uploaded it', async () => {
  const people = await cloud.people();
  const [mine, other] = [personWith(people, 'worker'), personWith(people, 'safety')];
  const bytes = jpeg();
  const fileID = await cloud.upload(mine.openid, 'evidence/a.jpg', bytes);
  await cloud.upload(mine.openid, 'evidence/a.jpg2', jpeg({ seed: 2 }));

  const [link] = await linksFor(mine.openid, fileID);
  expect(link).toMatchObject({ fileID, status: 0, errMsg: 'ok' });
  const file = await fetch(link?.tempFileURL ?? '');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);

  expect(await linksFor(other.openid, fileID)).toMatchObject([{ status: 1, tempFileURL: '' }]);
});

it.each(['cloud://safeloop-local.none/none.jpg', 'not a file id', ''])(
  'has no link to %p',
  async (fileID) => {
    expect(await linksFor('o-demo-p-040', fileID)).toEqual([
      { fileID, tempFileURL: '', status: 1, errMsg: 'STORAGE_EXCEED_AUTHORITY' },
    ]);
  },
);
