/** The HTML of a phone, and of the list of mistakes that stands there while the mini-program does not compile. */
import { type Problem } from './compile/types';

/** See phone/runtime/options.ts; `disk` is the address of the person's files. */
export interface PageOptions {
  slot: string;
  openid: string;
  launch: { path?: string; query: Record<string, string>; scene?: number };
  clockOffset: number;
  wxNames: readonly string[];
  disk: string | null;
  autostart: boolean;
}

/** The options of a phone without a host: it keeps nothing, and opens nothing by itself. */
export function phoneOptions(given: Pick<PageOptions, 'slot' | 'openid' | 'wxNames'>): PageOptions {
  return { ...given, launch: { query: {} }, clockOffset: 0, disk: null, autostart: false };
}

/** Nothing comes from outside this machine. */
const POLICY =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; img-src 'self' data: blob: http://127.0.0.1:* http://localhost:*";

/** A page that is the screen of a phone. */
export function phonePage(options: PageOptions): string {
  const json = JSON.stringify(options).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1, user-scalable=no">
<link rel="icon" href="data:,">
<title>手机 ${escape(options.slot)}</title>
</head>
<body>
<script>globalThis.__phoneOptions = ${json};</script>
<script src="app.js"></script>
<script src="runtime.js"></script>
</body>
</html>
`;
}

/** What is wrong in the mini-program, with file, line and column. */
export function errorPage(errors: readonly Problem[]): string {
  const items = errors.map(
    ({ file, line, column, message }) =>
      `<li><code>${escape(`${file}:${line}:${column}`)}</code> ${escape(message)}</li>`,
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>编译未通过</title><h1>编译未通过</h1><ol>${items.join('')}</ol>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
