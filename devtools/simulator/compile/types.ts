/** What compiling a mini-program gives, and how its problems are told. */

/** A problem in a source file. Lines and columns count from 1; 0 when the place is unknown. */
export interface Problem {
  /** Path in the mini-program, e.g. `pages/home/index.wxml`. */
  file: string;
  line: number;
  column: number;
  message: string;
}

/** The fields of app.json that the phone reads. */
export interface AppConfig {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
  subpackages?: { root: string; pages: string[] }[];
  window?: Record<string, unknown>;
  tabBar?: {
    color?: string;
    selectedColor?: string;
    backgroundColor?: string;
    borderStyle?: string;
    custom?: boolean;
    list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[];
  };
  usingComponents?: Record<string, string>;
  style?: string;
  darkmode?: boolean;
  themeLocation?: string;
  lazyCodeLoading?: string;
  entryPagePath?: string;
  [field: string]: unknown;
}

/** The JSON beside a page or a component; paths in it are absolute after compiling. */
export interface UnitConfig {
  component?: boolean;
  usingComponents: Record<string, string>;
  componentPlaceholder?: Record<string, string>;
  componentGenerics?: Record<string, boolean | { default?: string }>;
  styleIsolation?: string;
  [field: string]: unknown;
}

/** What the phone is told about the app besides its code. */
export interface Manifest {
  app: AppConfig;
  /** All pages, those of subpackages included, the entry page first. */
  pages: string[];
  /** Pages and components by path. */
  units: Record<string, UnitConfig>;
}

export interface Compiled {
  /** `app.js` is everything the phone runs; the other files are assets by their path. */
  files: Map<string, string | Uint8Array>;
  warnings: Problem[];
  errors: Problem[];
}

/** A problem that stops one file; the others are still compiled. */
export class CompileError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.file}:${problem.line}:${problem.column} ${problem.message}`);
    this.name = 'CompileError';
  }
}

/** Throws a problem whose place in the file is unknown, or at `line`/`column`. */
export function fail(file: string, message: string, line = 0, column = 0): never {
  throw new CompileError({ file, line, column, message });
}
