/** Splits a multipart/form-data body into its fields as bytes; `FormData` of the platform would decode binary as text. */

/**
 * @param contentType - the request's header, with the boundary
 * @returns field name → bytes; empty when the body is not multipart
 */
export function readMultipart(contentType: string, body: Buffer): Map<string, Buffer> {
  const fields = new Map<string, Buffer>();
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return fields;
  const delimiter = Buffer.from(`--${boundary}`);
  for (let at = body.indexOf(delimiter); at >= 0;) {
    const start = at + delimiter.length + 2;
    const next = body.indexOf(delimiter, start);
    if (next < 0) break;
    const headEnd = body.indexOf('\r\n\r\n', start);
    if (headEnd >= 0 && headEnd < next) {
      const name = /name="([^"]*)"/.exec(body.toString('utf8', start, headEnd))?.[1];
      if (name !== undefined) fields.set(name, body.subarray(headEnd + 4, next - 2));
    }
    at = next;
  }
  return fields;
}
