/** The cases that every public method of the SDK is tried with, and proof that none is left out. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What one public method of the SDK is tried with. */
export interface Cases {
  valid: () => Promise<void>;
  edge: () => Promise<void>;
  error: () => Promise<void>;
}

/** The cases of a method that the simulator refuses whatever it is given. */
export function refusals(call: () => Promise<unknown>, message: string | RegExp): Cases {
  const refusal = (): Promise<void> => expect(call()).rejects.toThrow(message);
  return { valid: refusal, edge: refusal, error: refusal };
}

const out = dirname(require.resolve('miniprogram-automator'));

/** The methods that a class of the SDK offers, after its typings. */
export function publicMethods(file: string, name: string): string[] {
  const source = readFileSync(join(out, `${file}.d.ts`), 'utf8');
  const [, body = ''] = new RegExp(`class ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(source) ?? [];
  return [...body.matchAll(/^ {4}([\w$]+)\(/gm)]
    .map(([, method = '']) => method)
    .filter((method) => method !== 'constructor');
}

/** Runs the cases of every public method of a class; one that has none is a failure. */
export function cover(file: string, name: string, methods: Record<string, Cases>): void {
  describe(name, () => {
    it('is covered method by method', () => {
      expect(Object.keys(methods).sort()).toEqual(publicMethods(file, name).sort());
    });
    for (const [method, cases] of Object.entries(methods)) {
      it(`${method}: valid`, () => cases.valid());
      it(`${method}: edge`, () => cases.edge());
      it(`${method}: error`, () => cases.error());
    }
  });
}
