/** The open APIs that the local cloud stands in for, with the permission a function must declare for each. */
import type { OpenApiReply } from './protobuf';
import { NotEmulated, type Origin } from '../types';
import { WeChatError } from './errors';
import type { Journal } from './journal';
import type { MediaChecks } from './media';
import type { Pushes } from './pushes';
import { checkMessage } from './security';
import { sendSubscribeMessage, type AppFacts } from './subscribe-message';
import { drawCode } from './wxacode';

/** `function has no permission to call this API` */
const NO_PERMISSION = -604101;
/** `illegal source of invocation`: not called from a function. */
const NOT_A_FUNCTION = -604104;

export interface OpenApiOptions {
  app: AppFacts;
  journal: Journal;
  pushes: Pushes;
  media: MediaChecks;
  now: () => number;
  /** When a person last used the app (ms); null when never. */
  lastSeen: (openid: string) => number | null;
  permissions: (functionName: string) => readonly string[];
}

type Api = (args: Record<string, unknown>, options: OpenApiOptions) => OpenApiReply | Promise<OpenApiReply>;

const APIS: Readonly<Record<string, Api>> = {
  'subscribeMessage.send': (args, { app, journal, pushes, now }) => {
    const { to, templateId, id } = sendSubscribeMessage(args, app, journal, now());
    pushes.sent(to, templateId, id);
    return { kind: 'json', body: { errcode: 0, errmsg: 'ok', msgid: id } };
  },
  'security.msgSecCheck': (args, { lastSeen, now }) => ({
    kind: 'json',
    body: checkMessage(args, lastSeen, now()),
  }),
  'security.mediaCheckAsync': async (args, { lastSeen, media }) => ({
    kind: 'json',
    body: await media.ask(args, lastSeen),
  }),
  'wxacode.getUnlimited': (args, { app }) => ({
    kind: 'bytes',
    contentType: 'image/png',
    bytes: drawCode(args, app),
  }),
};

/**
 * Runs one open API.
 * @param api - e.g. `subscribeMessage.send`
 * @param origin - the function that calls
 * @throws NotEmulated
 */
export async function executeOpenApi(
  api: string,
  args: Record<string, unknown>,
  origin: Origin,
  options: OpenApiOptions,
): Promise<OpenApiReply> {
  const run = Object.hasOwn(APIS, api) ? APIS[api] : undefined;
  if (!run) throw new NotEmulated(`openapi.${api}`);
  if (origin.function === null) return { kind: 'refused', errorCode: NOT_A_FUNCTION };
  if (!options.permissions(origin.function).includes(api)) {
    return { kind: 'refused', errorCode: NO_PERMISSION };
  }
  try {
    return await run(args, options);
  } catch (error) {
    if (!(error instanceof WeChatError)) throw error;
    return { kind: 'json', body: { errcode: error.errcode, errmsg: error.message } };
  }
}
