/** The only door to WeChat and CloudBase: identity, database, files and open API, typed for the rest of the house. */
import tcb from '@cloudbase/node-sdk';
import type cloud from 'wx-server-sdk';
import { AppError } from '../../miniprogram/shared/errors';

// The node SDK carries identity, keeps error codes, retries transaction conflicts and knows updateAndReturn.
const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true, timeout: 5_000 });
const db = app.database();

/** Operators of the database (`_.lte`, `_.inc`, …), for the stores. */
export const _ = db.command;

/** A document: its id is text and chosen by us. */
export interface Doc {
  _id: string;
}

export type Direction = 'asc' | 'desc';

export interface FindOptions {
  orderBy?: [path: string, direction: Direction][];
  /** 1–1000. */
  limit: number;
  /** Paths to leave out. */
  omit?: string[];
  /** The only paths to read besides the id; the rest of the document is not there then. */
  pick?: string[];
}

const DUPLICATE = /E11000|-502001/;

/** Code and message of whatever the SDK threw or returned. */
const textOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message } = error as { code?: string | number; message?: string };
  return `${code ?? ''} ${message ?? ''}`;
};

/** The SDK hands some failures back as a result with a code; treat both alike. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  const result = await promise;
  if (typeof result === 'object' && result !== null && 'code' in result) {
    const { code } = result as { code?: unknown };
    if (code !== undefined && code !== '' && code !== 'SUCCESS') throw new Error(textOf(result));
  }
  return result;
}

/** An operator such as `_.inc(1)` is passed on; a plain value replaces the old one whole instead of being merged. */
function replaceWhole(change: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(change)) {
    if (value === undefined) continue;
    const isOperator = typeof value === 'object' && value !== null && '_actions' in value;
    const isCommand =
      typeof value === 'object' && value !== null && 'operator' in value && 'operands' in value;
    out[path] = isOperator || isCommand ? value : _.set(value);
  }
  return out;
}

/** One collection, reduced to what the stores need. Every method is one database call. */
export interface Collection<T extends Doc> {
  get(id: string): Promise<T | null>;
  /** @returns `exists` when the id (or another unique value) is taken; nothing is written then. */
  add(doc: T): Promise<'added' | 'exists'>;
  /** Replaces or creates. */
  put(doc: T): Promise<void>;
  find(where: object, options: FindOptions): Promise<T[]>;
  count(where: object): Promise<number>;
  /** Conditional update of one document. @returns true when the condition held and it was written. */
  updateIf(
    where: Record<string, unknown> & { _id: string },
    change: Record<string, unknown>,
  ): Promise<boolean>;
  /** Updates every document that matches. @returns how many were written */
  updateAll(where: object, change: Record<string, unknown>): Promise<number>;
  /** Update and hand back the document as it is afterwards; null when none matched. @param where - further conditions */
  updateAndReturn(id: string, change: Record<string, unknown>, where?: object): Promise<T | null>;
  remove(id: string): Promise<boolean>;
  /** Removes every document that matches. @returns how many there were */
  removeAll(where: object): Promise<number>;
}

/**
 * @param name - collection; all are ADMINONLY, see config/indexes.json
 */
export function collection<T extends Doc>(name: string): Collection<T> {
  const ref = db.collection(name);
  return {
    async get(id) {
      const { data } = await settled(ref.where({ _id: id }).limit(1).get());
      return (data as T[])[0] ?? null;
    },
    async add(doc) {
      try {
        await settled(ref.add({ ...doc }));
        return 'added';
      } catch (error) {
        if (DUPLICATE.test(textOf(error))) return 'exists';
        throw error;
      }
    },
    async put({ _id, ...rest }) {
      await settled(ref.doc(_id).set(rest) as Promise<unknown>);
    },
    async find(where, { orderBy = [], limit, omit, pick }) {
      let query = ref.where(where);
      for (const [path, direction] of orderBy) query = query.orderBy(path, direction);
      const shown = [
        ...(omit ?? []).map((path) => [path, false]),
        ...(pick ?? []).map((path) => [path, true]),
      ];
      if (shown.length > 0) query = query.field(Object.fromEntries(shown) as Record<string, boolean>);
      const { data } = await settled(query.limit(limit).get());
      return data as T[];
    },
    async count(where) {
      const { total } = (await settled(ref.where(where).count())) as { total: number };
      return total;
    },
    async updateIf(where, change) {
      const result = (await settled(ref.where(where).update(replaceWhole(change)))) as { updated: number };
      return result.updated === 1;
    },
    async updateAll(where, change) {
      const result = (await settled(ref.where(where).update(replaceWhole(change)))) as { updated: number };
      return result.updated;
    },
    async updateAndReturn(id, change, where) {
      const found = where === undefined ? { _id: id } : _.and([{ _id: id }, where]);
      const result = (await settled(ref.where(found).updateAndReturn(replaceWhole(change)))) as {
        updated: number;
        doc: T | null;
      };
      return result.updated > 0 ? result.doc : null;
    },
    async remove(id) {
      const result = (await settled(ref.where({ _id: id }).remove())) as { deleted: number };
      return result.deleted === 1;
    },
    async removeAll(where) {
      const result = (await settled(ref.where(where).remove())) as { deleted: number };
      return result.deleted;
    },
  };
}

/** The id of a new document, or another value that is unique, is taken. */
export class Taken extends Error {}

/** Whether transactions got into each other's way more often than the SDK tries again: nothing was written. */
export const isConflict = (error: unknown): boolean => /TRANSACTION_?CONFLICT/i.test(textOf(error));

/** The documents a transaction may touch: by id only. */
export interface Transaction {
  get(name: string, id: string): Promise<Record<string, unknown> | null>;
  put(name: string, doc: Doc): Promise<void>;
}

/** One that may write documents that must be new, and change others without reading them first. */
export interface AddingTransaction extends Transaction {
  /**
   * Changes a document and hands it back as it is afterwards: one call instead of two. Null when there is none of which
   * `where` holds.
   */
  change(
    name: string,
    id: string,
    change: Record<string, unknown>,
    where: Record<string, unknown>,
  ): Promise<Record<string, unknown> | null>;
  /** Writes a new document. @throws Taken when there is one; the transaction is over then */
  add(name: string, doc: Doc): Promise<void>;
}

interface TransactionDocument {
  get(): Promise<{ data: Record<string, unknown> | Record<string, unknown>[] | null }>;
  set(data: Record<string, unknown>): Promise<unknown>;
}

interface SdkTransaction {
  collection(name: string): {
    doc(id: string): TransactionDocument;
    add(data: object): Promise<unknown>;
    // Of all that may stand behind a `where`, this alone carries the transaction's id.
    where(condition: object): {
      updateAndReturn(data: object): Promise<{ updated: number; doc: Record<string, unknown> | null }>;
    };
  };
}

/**
 * Runs `work` in a transaction; on a conflict the SDK runs it again (up to 3 times), so it must have no other effect.
 * @throws whatever `work` throws, after rolling back
 */
export async function inTransaction<T>(work: (transaction: AddingTransaction) => Promise<T>): Promise<T> {
  const run = db.runTransaction as (work: (raw: SdkTransaction) => Promise<T>) => Promise<T>;
  return run.call(db, (raw) =>
    work({
      async get(name, id) {
        const { data } = await raw.collection(name).doc(id).get();
        return (Array.isArray(data) ? data[0] : data) ?? null;
      },
      async put(name, { _id, ...rest }) {
        await raw.collection(name).doc(_id).set(rest);
      },
      async change(name, id, change, where) {
        const found = raw.collection(name).where({ ...where, _id: id });
        const { updated, doc } = await settled(found.updateAndReturn(replaceWhole(change)));
        return updated > 0 ? doc : null;
      },
      async add(name, doc) {
        try {
          await settled(raw.collection(name).add({ ...doc }));
        } catch (error) {
          if (DUPLICATE.test(textOf(error)))
            throw new Taken(`${name} has ${doc._id}, or another value of it`);
          throw error;
        }
      },
    }),
  );
}

/** Creates a collection unless it is there. */
export async function ensureCollection(name: string): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if (!/exist/i.test(textOf(error))) throw error;
  }
}

/** Who called, from the platform's context; never from the event. */
export interface Caller {
  openid: string | null;
  /** The chain of callers, e.g. `wx_client` or `wx_trigger`. */
  source: string;
}

/** Reads the identity that the platform put into this invocation. */
export function caller(): Caller {
  const { openId } = app.auth().getUserInfo();
  return {
    openid: openId === '' ? null : openId,
    source: tcb.getCloudbaseContext().TCB_SOURCE ?? '',
  };
}

/** Only what the platform itself says of a missing file: a message may carry the file's address, with any digits in it. */
const NO_SUCH_FILE = /STORAGE_FILE_NONEXIST|FILE_NOT_EXIST|Status:404/;

/**
 * @param fileId - `cloud://…`
 * @returns the bytes, or null when there is no such file
 */
export async function downloadFile(fileId: string): Promise<Buffer | null> {
  try {
    const { fileContent } = await app.downloadFile({ fileID: fileId });
    return Buffer.isBuffer(fileContent) ? fileContent : null;
  } catch (error) {
    if (NO_SUCH_FILE.test(textOf(error))) return null;
    throw error;
  }
}

/** Stores bytes under a path no phone can write. @returns the file id */
export async function uploadFile(path: string, bytes: Buffer): Promise<string> {
  const { fileID } = await app.uploadFile({ cloudPath: path, fileContent: bytes });
  return fileID;
}

/** Deletes files; one that is gone already is no failure. @throws Error when any other stays behind */
export async function deleteFiles(fileIds: string[]): Promise<void> {
  if (fileIds.length === 0) return;
  const { fileList } = await app.deleteFile({ fileList: fileIds });
  const left = fileList.filter(({ code }) => code !== 'SUCCESS' && !NO_SUCH_FILE.test(code));
  if (left.length > 0) throw new Error(`files not deleted: ${left.map(({ code }) => code).join()}`);
}

/** The platform answers at most this many links a call. */
const LINKS_PER_CALL = 50;

/**
 * Temporary links (2 h under private read).
 * @returns file id → url; a file without one is left out
 */
export async function temporaryLinks(fileIds: string[]): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  for (let i = 0; i < fileIds.length; i += LINKS_PER_CALL) {
    const { fileList } = await app.getTempFileURL({ fileList: fileIds.slice(i, i + LINKS_PER_CALL) });
    for (const { fileID, tempFileURL } of fileList) if (tempFileURL) links.set(fileID, tempFileURL);
  }
  return links;
}

/** What WeChat answered to an open API call. */
export interface OpenApiResult {
  errCode: number;
  errMsg: string;
  body: Record<string, unknown>;
}

/** Loaded by the first call that needs it: most calls send no message, and a cold start is a tenth shorter without. */
let wechat: Promise<typeof cloud> | null = null;

async function loadWechat(): Promise<typeof cloud> {
  const { default: sdk } = await import('wx-server-sdk');
  sdk.init({ env: sdk.DYNAMIC_CURRENT_ENV });
  return sdk;
}

async function openapi(call: (api: typeof cloud.openapi) => Promise<unknown>): Promise<OpenApiResult> {
  wechat ??= loadWechat();
  const { openapi: api } = await wechat;
  try {
    return { errCode: 0, errMsg: 'ok', body: (await call(api)) as Record<string, unknown> };
  } catch (error) {
    const { errCode, errMsg } = error as { errCode?: unknown; errMsg?: string };
    if (typeof errCode !== 'number') throw error;
    return { errCode, errMsg: errMsg ?? '', body: {} };
  }
}

export interface SubscribeMessage {
  touser: string;
  templateId: string;
  page: string;
  /** Field name → text, within the field's limits. */
  data: Record<string, { value: string }>;
  miniprogramState: 'developer' | 'trial' | 'formal';
}

/** `subscribeMessage.send`; the error codes are in platform-facts ("Messaging"). Transport failures throw. */
export function sendSubscribeMessage(message: SubscribeMessage): Promise<OpenApiResult> {
  return openapi((api) => api.subscribeMessage.send({ ...message, lang: 'zh_CN' }));
}

/** `security.msgSecCheck` version 2; `openid` must have used the app within 2 h. */
export function checkText(openid: string, content: string): Promise<OpenApiResult> {
  return openapi((api) => api.security.msgSecCheck({ openid, content, version: 2, scene: 2 }));
}

/**
 * `security.mediaCheckAsync` version 2: WeChat fetches the file and pushes `wxa_media_check` later; `traceId` in the answer
 * names the request. `openid` must have used the app within 2 h.
 * @param mediaType - 1 a recording, 2 a picture
 */
export function checkMedia(openid: string, mediaUrl: string, mediaType: 1 | 2): Promise<OpenApiResult> {
  return openapi((api) =>
    api.security.mediaCheckAsync({ openid, mediaUrl, mediaType, version: 2, scene: 2 }),
  );
}

/** What a mini-program code is to open. */
export interface CodeWish {
  /** At most 32 characters of those that WeChat allows. */
  scene: string;
  page: string;
  /** `develop`, `trial` or `release`. */
  envVersion: string;
  /** Pixels, 280–1280. */
  width: number;
}

/**
 * `wxacode.getUnlimited`. The page need not be in a released version: labels are printed before the first release.
 * @returns the picture; null with a code of WeChat's when there is none. Transport failures throw.
 */
export async function miniProgramCode(
  wish: CodeWish,
): Promise<OpenApiResult & { picture: { contentType: string; bytes: Buffer } | null }> {
  const result = await openapi((api) => api.wxacode.getUnlimited({ ...wish, checkPath: false }));
  const { contentType, buffer } = result.body;
  const isPicture = typeof contentType === 'string' && Buffer.isBuffer(buffer);
  return { ...result, picture: isPicture ? { contentType, bytes: buffer } : null };
}

/**
 * A secret of this environment.
 * @throws AppError INTERNAL when the environment variable is not set: nothing is ever signed with a default key
 */
export function secret(name: 'SAFELOOP_SECRET'): string {
  const value = process.env[name];
  if (value === undefined || value.length < 32) throw new AppError('INTERNAL');
  return value;
}
