/** Every route of the contract is proven by the cases of one test file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './support/repository';

/** The names in `interface Routes` of typings/api.ts, with those of every interface that it extends. */
function contractRoutes(): string[] {
  const file = join(root, 'typings/api.ts');
  // Names need no library of the language, and reading it would take seconds.
  const program = ts.createProgram([file], { noLib: true, types: [] });
  const declared = program
    .getSourceFile(file)
    ?.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === 'Routes');
  if (declared === undefined) throw new Error('typings/api.ts has no interface Routes');
  return program
    .getTypeChecker()
    .getTypeAtLocation(declared)
    .getProperties()
    .map(({ name }) => name)
    .sort();
}

const routes = contractRoutes();

const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'));

const proven = files.flatMap((name) =>
  [...readFileSync(join(__dirname, name), 'utf8').matchAll(/contractOf\('([\w.]+)'/g)].map(
    ([, route]) => route,
  ),
);

it('finds the routes of the contract, also those of features that have a file of their own', () => {
  expect(routes).toEqual(expect.arrayContaining(['session.get', 'points.get', 'shop.redeem']));
});

it('knows no cases of a route that is not there', () => {
  expect([...new Set(proven)].filter((name) => name === undefined || !routes.includes(name))).toEqual([]);
});

it.each(routes)('%s has its cases, once', (route) => {
  expect(proven.filter((name) => name === route)).toEqual([route]);
});
