/** Refusals of the control API: the product's envelope with a Chinese sentence, and never a stack trace. */
import type { ServerResponse } from 'node:http';
import { sendJson } from '../http';

const REFUSALS = {
  FOREIGN: [403, '本地云只接受本机的请求，请用 127.0.0.1 打开'],
  NOT_FOUND: [404, '没有这个控制入口，请对照 devtools/README.md'],
  JSON_NEEDED: [415, '请用 application/json 发送'],
  BAD_REQUEST: [400, '请求没填对：{detail}'],
  TOO_LARGE: [413, '这次要发的内容太多，没发出去。文字删短一些，照片先上传，再发一次'],
  UNKNOWN_FUNCTION: [404, '没有叫 {detail} 的云函数，请先构建'],
  FUNCTION_FAILED: [502, '云函数没有跑完，原因已写进日志，可用 GET /control/logs 查看'],
  FUNCTION_TIMEOUT: [504, '云函数超时了，已停下。请稍后再试'],
  INTERNAL: [500, '本地云出了点问题，原因已写到终端'],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof REFUSALS;

/** A control request that was not carried out. */
export class Refusal extends Error {
  readonly status: number;

  /**
   * @param code - one of the codes above
   * @param detail - fills `{detail}`
   */
  constructor(
    readonly code: RefusalCode,
    detail = '',
  ) {
    const [status, text] = REFUSALS[code];
    super(text.replace('{detail}', detail));
    this.name = 'Refusal';
    this.status = status;
  }
}

/** Answers `{ok: false, error: {code, message}}`. */
export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  sendJson(response, refusal.status, { ok: false, error: { code: refusal.code, message: refusal.message } });
}
