/** Signs requests to Tencent Cloud's API 3.0 with TC3-HMAC-SHA256. */
import { createHash, createHmac } from 'node:crypto';

export interface Tc3Request {
  /** Host without scheme, e.g. `sms.tencentcloudapi.com`. */
  host: string;
  service: string;
  secretId: string;
  secretKey: string;
  /** JSON text exactly as it goes out. */
  body: string;
  /** Seconds since the epoch; the far side allows five minutes of difference. */
  at: number;
}

const CONTENT_TYPE = 'application/json; charset=utf-8';
const SIGNED_HEADERS = 'content-type;host';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * The headers that sign a POST of `body` to `/`. Source: 腾讯云 API 3.0, 签名方法 v3.
 * @returns `authorization`, `content-type` and `x-tc-timestamp`
 */
export function signTc3({
  host,
  service,
  secretId,
  secretKey,
  body,
  at,
}: Tc3Request): Record<string, string> {
  const day = new Date(at * 1000).toISOString().slice(0, 10);
  const scope = `${day}/${service}/tc3_request`;
  const request = [
    'POST',
    '/',
    '',
    `content-type:${CONTENT_TYPE}\nhost:${host}\n`,
    SIGNED_HEADERS,
    sha256(body),
  ].join('\n');
  const toSign = ['TC3-HMAC-SHA256', at, scope, sha256(request)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, day), service), 'tc3_request');
  const signature = hmac(key, toSign).toString('hex');
  return {
    authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`,
    'content-type': CONTENT_TYPE,
    'x-tc-timestamp': String(at),
  };
}
