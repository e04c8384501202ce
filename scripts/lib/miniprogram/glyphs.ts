/** TDesign draws icons with a font on its own server, which nobody may load: every glyph that can be drawn must be one of ours. */
import type { Problem } from '../../../devtools/simulator/compile/types';
import { PACKED, problemAt } from './project';

/** A file of the mini-program, packages included. */
export interface SourceFile {
  path: string;
  text: string;
}

/** What draws a glyph in a template: an icon itself, or the template that makes one. */
const ICON =
  /<t-icon\b[^>]*?\bname="([^"]*)"|<template\b[^>]*?\bis="icon"[^>]*?\bdata="[^"]*?\bname:([^,}"]*)/g;
/** What a component draws unless it is given another: `calcIcon(given, "close")`. */
const DEFAULT_ICON = /\bcalcIcon\([^,()]+,([^()]+)\)/g;
/** `leftIcon:{type:String,value:"search"}` among the properties of a component. */
const ICON_PROPERTY = /\b\w*[iI]con:\{[^{}]*\bvalue:(["'][\w-]+["'])/g;
/** `prefix-icon="search"` on a TDesign component in a template of the product. */
const ICON_ATTRIBUTE = /\s[\w-]*icon="([^"]*)"/g;
const QUOTED = /["']([a-z][a-z0-9-]*)["']/g;

/**
 * Glyphs that components may draw and the product has no drawing for. Names that are put together at run time are not
 * seen here; the tests of components and pages look at what is drawn.
 * @param files - all templates, scripts and styles that the app is made of
 * @param font - the names of all glyphs of the font
 */
export function glyphProblems(files: readonly SourceFile[], font: ReadonlySet<string>): Problem[] {
  const drawn = drawnGlyphs(files);
  return files.flatMap(({ path, text }) => {
    const named = path.startsWith(`${PACKED}/`)
      ? namedByPackage(path, text, font)
      : namedByProduct(path, text);
    const missing = named.filter(({ name }) => !drawn.has(name));
    return missing.map(({ name, index }) =>
      problemAt(path, text, index, `TDesign's glyph "${name}" has no drawing in scripts/icon-shapes.mjs`),
    );
  });
}

/** The names of all glyphs that a style sheet of an icon font places. */
export function glyphNames(style: string): Set<string> {
  return new Set([...style.matchAll(/\.t-icon-([a-z0-9-]+)/g)].map(([, name = '']) => name));
}

function drawnGlyphs(files: readonly SourceFile[]): Set<string> {
  const styles = files.filter(({ path }) => path.endsWith('.wxss') && !path.startsWith(`${PACKED}/`));
  return glyphNames(styles.map(({ text }) => text).join('\n'));
}

interface Glyph {
  name: string;
  index: number;
}

function namedByPackage(path: string, text: string, font: ReadonlySet<string>): Glyph[] {
  const inFont = ({ name }: Glyph): boolean => font.has(name);
  if (path.endsWith('.wxml')) {
    return [...text.matchAll(ICON)].flatMap(({ 1: name = '', 2: expression, index }) => {
      const isLiteral = expression === undefined && !name.includes('{{');
      return isLiteral ? [{ name, index }] : quoted(expression ?? name, index).filter(inFont);
    });
  }
  if (!path.endsWith('.js')) return [];
  const properties = [...text.matchAll(ICON_PROPERTY)];
  const defaults = [...text.matchAll(DEFAULT_ICON)];
  // A default that is looked up in a table may be any name in the file.
  if (defaults.some(([, value = '']) => !/^["']/.test(value))) return quoted(text, 0).filter(inFont);
  return [...properties, ...defaults]
    .flatMap(({ 1: value = '', index }) => quoted(value, index))
    .filter(inFont);
}

function namedByProduct(path: string, text: string): Glyph[] {
  if (!path.endsWith('.wxml')) return [];
  return [...text.matchAll(/<t-[a-z-]+\b[^>]*>/g)].flatMap((tag) =>
    [...tag[0].matchAll(ICON_ATTRIBUTE)].map(({ 1: name = '', index }) => ({
      name,
      index: tag.index + index + 1,
    })),
  );
}

function quoted(text: string, offset: number): Glyph[] {
  return [...text.matchAll(QUOTED)].map(({ 1: name = '' }) => ({ name, index: offset }));
}
