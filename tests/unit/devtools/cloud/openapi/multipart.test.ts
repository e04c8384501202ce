/** Binary fields come out of a form byte for byte. */
import fc from 'fast-check';
import { readMultipart } from '../../../../../devtools/cloud/openapi/multipart';

it('returns what was put in, whatever the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const form = new FormData();
      form.set('action', 'wx.openApi');
      form.set('requestData', new Blob([bytes]));
      form.set('text', '末尾');
      const sent = new Response(form);
      const fields = readMultipart(
        sent.headers.get('content-type') ?? '',
        Buffer.from(await sent.arrayBuffer()),
      );
      expect(fields.get('action')?.toString()).toBe('wx.openApi');
      expect(fields.get('requestData')).toEqual(Buffer.from(bytes));
      expect(fields.get('text')?.toString()).toBe('末尾');
    }),
  );
});

it('finds nothing in what is no form', () => {
  expect(readMultipart('application/json', Buffer.from('{}')).size).toBe(0);
  expect(readMultipart('multipart/form-data; boundary=x', Buffer.from('--x\r\nbroken')).size).toBe(0);
});
