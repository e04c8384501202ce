/** Every route of the contract is proven by the cases of one test file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './support/repository';

/** The names in `interface Routes` of typings/api.ts. */
function contractRoutes(): string[] {
  const file = join(root, 'typings/api.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) =>
    ts.isInterfaceDeclaration(statement) && statement.name.text === 'Routes'
      ? statement.members.flatMap(({ name }) => (name && ts.isStringLiteral(name) ? [name.text] : []))
      : [],
  );
}

const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'));

const proven = files.flatMap((name) =>
  [...readFileSync(join(__dirname, name), 'utf8').matchAll(/contractOf\('([\w.]+)'/g)].map(
    ([, route]) => route,
  ),
);

it('finds the routes of the contract', () => {
  expect(contractRoutes().length).toBeGreaterThan(15);
});

it.each(contractRoutes())('%s has its cases, once', (route) => {
  expect(proven.filter((name) => name === route)).toEqual([route]);
});
