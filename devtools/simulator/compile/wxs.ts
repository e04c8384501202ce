/** WXS as a browser can run it: its own type names, and the escapes of its regular expressions. */

/**
 * Rewrites what means something else in JavaScript.
 *
 * In WXS `x.constructor` is the name of the type, and `getRegExp` takes `\d` from a plain string.
 * @see https://developers.weixin.qq.com/miniprogram/dev/reference/wxs/06datatype.html
 */
export function compileWxs(source: string): string {
  return source
    .replace(/\.constructor\b(?!\s*[.(])/g, '?.constructor?.name')
    .replace(/getRegExp\(\s*(['"])((?:\\.|(?!\1).)*)\1/g, (_, quote: string, pattern: string) => {
      const doubled = pattern.replace(/\\(.)/g, (escape, letter: string) =>
        letter === '\\' || letter === quote ? escape : `\\\\${letter}`,
      );
      return `getRegExp(${quote}${doubled}${quote}`;
    });
}

/** The modules that a WXS file requires, as written. */
export function wxsRequires(source: string): string[] {
  return [...source.matchAll(/\brequire\(\s*['"]([^'"]+)['"]\s*\)/g)].map(([, reference = '']) => reference);
}
