/** What a style sheet would load from elsewhere: icon fonts of packages go with their glyphs, everything else is a mistake. */
import type { AtRule, Declaration, Root, Rule } from 'postcss';

const REMOTE = /url\(\s*['"]?\s*(?:https?:)?\/\//i;

/** A single character of the private use area, written out or escaped: what icon fonts put their glyphs on. */
const GLYPH = /^['"](?:\\(?:e[0-9a-f]{3}|f[0-8][0-9a-f]{2})\s?|[\uE000-\uF8FF])['"]$/i;

/**
 * Removes fonts whose files are on another machine, and the rules that only place one of their glyphs: without the
 * font they draw an empty box. The sheet is changed.
 */
export function dropRemoteFonts(root: Root): void {
  const remote: AtRule[] = [];
  root.walkAtRules('font-face', (face) => {
    if (face.some((node) => node.type === 'decl' && REMOTE.test(node.value))) remote.push(face);
  });
  if (remote.length === 0) return;
  for (const face of remote) face.remove();
  root.walkRules((rule) => {
    if (isGlyph(rule)) rule.remove();
  });
}

/** The first declaration that would load something from another machine. */
export function remoteDeclaration(root: Root): Declaration | null {
  let found: Declaration | null = null;
  root.walkDecls((declaration) => {
    if (REMOTE.test(declaration.value)) found ??= declaration;
  });
  return found;
}

function isGlyph(rule: Rule): boolean {
  return (
    rule.nodes.length > 0 &&
    rule.every((node) => node.type === 'decl' && node.prop === 'content' && GLYPH.test(node.value))
  );
}
