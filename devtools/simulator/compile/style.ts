/** WXSS to CSS: rpx and vh of the phone's page, tags under their DOM names, classes ready to be scoped to a component. */
import { posix } from 'node:path';
import postcss, { CssSyntaxError, type AtRule, type Root, type Rule } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { toPhoneUnits } from '../units';
import { dropRemoteFonts, remoteDeclaration } from './remote';
import { type SourceTree } from './tree';
import { CompileError, fail } from './types';

/** Stands in compiled CSS where the phone writes the scope of the component. */
export const SCOPE = '__scope__';

/**
 * Compiles a WXSS file with everything that it imports.
 * @param path - with `.wxss`
 * @throws CompileError with file, line and column
 */
export function compileStyle(tree: SourceTree, path: string): string {
  const root = load(tree, path, []);
  root.walkDecls((declaration) => {
    declaration.value = toPhoneUnits(declaration.value);
  });
  root.walkAtRules((rule) => {
    if (rule.name === 'media') rule.params = toPhoneUnits(rule.params);
  });
  root.walkRules((rule) => {
    if (!isKeyframe(rule)) rule.selector = toDomSelector(rule, path);
  });
  return root.toString();
}

/**
 * A WXSS file as phones and WeChat get it: itself, without the fonts that it would load from elsewhere.
 * @throws CompileError when it has a mistake, or would load anything else from elsewhere
 */
export function readStyle(tree: SourceTree, path: string): Root {
  const root = parse(tree, path);
  dropRemoteFonts(root);
  const remote = remoteDeclaration(root)?.source?.start;
  if (remote !== undefined) fail(path, 'nothing is loaded from elsewhere', remote.line, remote.column);
  return root;
}

function load(tree: SourceTree, path: string, importedBy: readonly string[]): Root {
  if (importedBy.includes(path)) return postcss.root();
  const root = readStyle(tree, path);
  root.walkAtRules('import', (rule) => replaceImport(tree, path, rule, [...importedBy, path]));
  return root;
}

function parse(tree: SourceTree, path: string): Root {
  try {
    return postcss.parse(tree.read(path), { from: path });
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error;
    throw new CompileError({
      file: path,
      line: error.line ?? 0,
      column: error.column ?? 0,
      message: error.reason,
    });
  }
}

function replaceImport(tree: SourceTree, path: string, rule: AtRule, importedBy: readonly string[]): void {
  const { line = 0, column = 0 } = rule.source?.start ?? {};
  const reference = /^(?:url\()?\s*['"]?([^'")\s]+)['"]?\s*\)?$/.exec(rule.params.trim())?.[1];
  if (reference === undefined) fail(path, `cannot read @import ${rule.params}`, line, column);
  // Unlike in scripts, a bare name is a file beside this one first.
  const folder = posix.dirname(path);
  const suffixes = ['', '.wxss'];
  const found = tree.resolve(folder, `./${reference.replace(/^\//, '')}`, suffixes);
  const target = reference.startsWith('/') ? null : found;
  const file = target ?? tree.resolve(folder, reference, suffixes);
  if (file === null) fail(path, `cannot find style "${reference}"`, line, column);
  rule.replaceWith(load(tree, file, importedBy).nodes);
}

function isKeyframe(rule: Rule): boolean {
  return rule.parent?.type === 'atrule' && (rule.parent as AtRule).name.endsWith('keyframes');
}

function toDomSelector(rule: Rule, path: string): string {
  try {
    return selectorParser((root) => {
      root.walkTags((tag) => {
        if (tag.value !== '*') tag.value = `wx-${tag.value}`;
      });
      root.walkClasses((name) => {
        name.value = `${SCOPE}--${name.value}`;
      });
      root.walkIds((id) => {
        // Ids carry the prefix of their component in the DOM; `:is` keeps the weight of an id.
        id.replaceWith(selectorParser.pseudo({ value: `:is(#_,[id$="--${id.value}"])` }));
      });
      root.walkPseudos((pseudo) => {
        if (pseudo.value === ':host') {
          pseudo.replaceWith(selectorParser.pseudo({ value: `[wx-host="${SCOPE}"]` }));
        } else if (pseudo.value === ':root') pseudo.replaceWith(selectorParser.tag({ value: 'wx-page' }));
      });
    }).processSync(rule.selector);
  } catch (error) {
    const { line = 0, column = 0 } = rule.source?.start ?? {};
    const file =
      rule.source?.input.from === undefined ? path : posix.relative(process.cwd(), rule.source.input.from);
    return fail(file, error instanceof Error ? error.message : String(error), line, column);
  }
}
