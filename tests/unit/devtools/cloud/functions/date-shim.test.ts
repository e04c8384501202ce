/** A moved Date that is otherwise the Date everybody knows; in a context of its own, so that jest keeps its own. */
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { transformSync } from 'esbuild';

const source = readFileSync(`${__dirname}/../../../../../devtools/cloud/functions/date-shim.ts`, 'utf8');
const { code } = transformSync(source, { loader: 'ts', format: 'cjs' });

const DAY = 86_400_000;
const cell = new Float64Array(new SharedArrayBuffer(8));
const context = createContext({ shared: cell.buffer, module: { exports: {} }, setTimeout });
runInContext(`${code}; module.exports.installDateShim(shared)`, context);
const run = (expression: string): unknown => runInContext(expression, context);

beforeEach(() => (cell[0] = 30 * DAY));

const near = (time: unknown): void => {
  expect(Math.abs(Number(time) - (Date.now() + (cell[0] ?? 0)))).toBeLessThan(2000);
};

it('tells the moved time in every way of asking', () => {
  near(run('Date.now()'));
  near(run('new Date().getTime()'));
  near(run('Date.parse(Date())'));
  near(run('+Reflect.construct(Date, [])'));
});

it('follows the clock as it moves', () => {
  cell[0] = -365 * DAY;
  near(run('Date.now()'));
  cell[0] = 0;
  near(run('Date.now()'));
});

it('leaves given times alone', () => {
  expect(run('new Date(0).toISOString()')).toBe('1970-01-01T00:00:00.000Z');
  expect(run('new Date("2026-11-22T09:00:00+08:00").getTime()')).toBe(Date.parse('2026-11-22T01:00:00Z'));
  expect(run('new Date(2026, 10, 22, 9).getHours()')).toBe(9);
  expect(run('Number.isNaN(new Date(undefined).getTime())')).toBe(true);
  expect(run('Date.UTC(2026, 10, 22)')).toBe(Date.UTC(2026, 10, 22));
  expect(run('Date.parse("2026-11-22T00:00:00Z")')).toBe(Date.parse('2026-11-22T00:00:00Z'));
});

it('keeps what a Date is', () => {
  expect(run('new Date() instanceof Date')).toBe(true);
  expect(run('new Date().constructor === Date')).toBe(true);
  expect(run('Object.prototype.toString.call(new Date())')).toBe('[object Date]');
  expect(run('typeof Date()')).toBe('string');
  expect(run('Date.length')).toBe(7);
  expect(run('Date.name')).toBe('Date');
});

it('can be subclassed', () => {
  run('var Day = class Day extends Date { get half() { return this.getTime() / 2; } }');
  near(Number(run('new Day().half')) * 2);
  expect(run('new Day(8).half')).toBe(4);
  expect(run('new Day() instanceof Day && new Day() instanceof Date')).toBe(true);
});
