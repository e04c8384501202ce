/** The protobuf messages in which wx-server-sdk packs an open API call and unpacks its answer. */
import { parse } from 'protobufjs';
import { isRecord } from '../http';
import { CloudError, NotEmulated } from '../types';

const { root } = parse(`
  syntax = "proto3";
  message Pair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
  message OpenApiData { repeated Pair pairs = 1; }
  message CommApiData { int32 apiType = 1; OpenApiData openapiData = 2; string appid = 6; }
  message CommOpenApiResp { bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; }
`);
const CommApiData = root.lookupType('CommApiData');
const CommOpenApiResp = root.lookupType('CommOpenApiResp');

/** apiType of an ordinary open API; others (open data by cloudID) are not emulated. */
const OPEN_API = 0;

/**
 * Unpacks the arguments of an open API call; names are snake_case, as the SDK sends them.
 * @throws CloudError `INVALID_PARAM` when the bytes are not such a call; NotEmulated for other kinds of calls
 */
export function decodeCall(bytes: Uint8Array): Record<string, unknown> {
  const call = unpack(bytes);
  if (call.apiType !== OPEN_API) throw new NotEmulated(`wx.openApi of type ${String(call.apiType)}`);
  const data: unknown = call.openapiData;
  const pairs: unknown = isRecord(data) ? data.pairs : [];
  const args: Record<string, unknown> = {};
  for (const pair of Array.isArray(pairs) ? (pairs as unknown[]) : []) {
    if (!isRecord(pair) || typeof pair.key !== 'string' || !Buffer.isBuffer(pair.value)) continue;
    if (pair.filename) throw new NotEmulated(`media argument ${pair.key}`);
    args[pair.key] = JSON.parse(pair.value.toString('utf8'));
  }
  return args;
}

function unpack(bytes: Uint8Array): Record<string, unknown> {
  try {
    return CommApiData.toObject(CommApiData.decode(bytes), { arrays: true, defaults: true });
  } catch {
    throw new CloudError('INVALID_PARAM', 'requestData is not an open API call');
  }
}

/** What an open API answers: JSON (with `errcode` when WeChat refused), bytes, or a refusal by the cloud itself. */
export type OpenApiReply =
  | { kind: 'json'; body: Record<string, unknown> }
  | { kind: 'bytes'; contentType: string; bytes: Uint8Array }
  | { kind: 'refused'; errorCode: number };

/** Packs an answer. */
export function encodeReply(reply: OpenApiReply): Uint8Array {
  const message =
    reply.kind === 'refused'
      ? { errorCode: reply.errorCode, httpCode: 200 }
      : {
          respData: reply.kind === 'json' ? Buffer.from(JSON.stringify(reply.body)) : reply.bytes,
          contentType: reply.kind === 'json' ? 'application/json' : reply.contentType,
          httpCode: 200,
        };
  return CommOpenApiResp.encode(message).finish();
}
