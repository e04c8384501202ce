/** What an SDK call means: each `action` goes to database, storage, functions or open API, under faults and statistics. */
import { isRecord } from '../http';
import type { FaultSwitch, SdkCall } from '../faults';
import type { OpenApiOptions } from '../openapi/operations';
import { executeOpenApi } from '../openapi/operations';
import { decodeCall, encodeReply } from '../openapi/protobuf';
import type { Split, Stats } from '../stats';
import { executeStorage } from '../storage/operations';
import type { Links } from '../storage/links';
import {
  CloudError,
  NotEmulated,
  type Database,
  type FileStore,
  type FunctionRunner,
  type Origin,
} from '../types';

export interface AdminServices {
  database: Database;
  files: FileStore;
  links: Links;
  runner: FunctionRunner;
  openapi: OpenApiOptions;
  faults: FaultSwitch;
  stats: Stats;
  /** Which side of the statistics a database call belongs to. */
  kindOf: (call: SdkCall, body: Record<string, unknown>) => keyof Split;
  /** Something unexpected that the SDK only hears of as SYS_ERR. */
  onDefect: (error: unknown) => void;
}

/** One call as it came over the wire. */
export interface AdminCall {
  origin: Origin;
  body: Record<string, unknown>;
  /** Length of the request body. */
  bytes: number;
  /** The caller's chain of sources, e.g. `wx_client,scf`. */
  source: string;
}

/**
 * Performs a JSON action.
 * @returns the success body without requestId
 * @throws CloudError as the cloud answers; CutConnection
 */
export async function performAction(
  { origin, body, bytes, source }: AdminCall,
  services: AdminServices,
): Promise<Record<string, unknown>> {
  const action = String(body.action);
  const collection = typeof body.collectionName === 'string' ? body.collectionName : null;
  const call: SdkCall = { ...origin, action, collection };
  const [family] = action.split('.');
  if (family === 'database') return performDatabase(call, body, bytes, services);
  return services.faults.around(call, () => {
    if (family === 'storage') return executeStorage(action, body, services.files, services.links);
    if (action === 'functions.invokeFunction') return invokeFunction(body, source, services.runner);
    throw new NotEmulated(action);
  });
}

async function performDatabase(
  call: SdkCall,
  body: Record<string, unknown>,
  bytes: number,
  { database, faults, stats, kindOf }: AdminServices,
): Promise<Record<string, unknown>> {
  const kind = kindOf(call, body);
  try {
    const { reply, cost } = await faults.around(call, () => database.execute(call.action, body));
    const out = Buffer.byteLength(JSON.stringify(reply));
    stats.called(call, kind, { in: bytes, out }, cost);
    return reply;
  } catch (error) {
    stats.called(call, kind, { in: bytes, out: 0 }, null);
    throw error;
  }
}

async function invokeFunction(
  body: Record<string, unknown>,
  source: string,
  runner: FunctionRunner,
): Promise<Record<string, unknown>> {
  const { function_name: name, request_data: data } = body;
  const event: unknown = typeof data === 'string' && data !== '' ? JSON.parse(data) : {};
  const result = await runner.invoke(String(name), event, { source, openid: null });
  return { data: { response_data: JSON.stringify(result) } };
}

/**
 * Performs a multipart action: an open API call.
 * @param fields - form fields; `requestData` is protobuf
 * @returns protobuf
 * @throws CloudError; CutConnection
 */
export async function performForm(
  origin: Origin,
  fields: ReadonlyMap<string, Buffer>,
  { faults, openapi }: AdminServices,
): Promise<Uint8Array> {
  const action = fields.get('action')?.toString() ?? '';
  const api = fields.get('apiName')?.toString() ?? '';
  if (action !== 'wx.openApi') throw new NotEmulated(action);
  const call: SdkCall = { ...origin, action: `openapi.${api}`, collection: null };
  try {
    const args = decodeCall(fields.get('requestData') ?? Buffer.alloc(0));
    const reply = await faults.around(call, () => executeOpenApi(api, args, origin, openapi));
    return encodeReply(reply);
  } catch (error) {
    // A numeric code of the fault switch is WeChat's own, e.g. 45009.
    if (!(error instanceof CloudError) || !/^-?\d+$/.test(error.code)) throw error;
    return encodeReply({ kind: 'json', body: { errcode: Number(error.code), errmsg: error.message } });
  }
}

/** A JSON body that names an action, or null. */
export function actionBody(value: unknown): Record<string, unknown> | null {
  return isRecord(value) && typeof value.action === 'string' ? value : null;
}
