/** Conditions reach for whitelisted facts only, however they are written. */
import {
  factsOf,
  FACT_PATHS,
  holds,
  MAX_DEPTH,
  ruleFaults,
  asksInput,
} from '../../../cloudfunctions/engine/guards';
import { flow, NINE, orderIn, person } from './plant';

const facts = factsOf(
  orderIn('rectifying'),
  person('elec'),
  ['anyone', 'rectifier'],
  { personId: 'other' },
  NINE,
);

it.each([
  ['the prototype', { var: 'constructor.name' }],
  ['the prototype of a fact', { var: 'actor.constructor' }],
  ['__proto__', { var: 'order.__proto__' }],
  ['everything', { var: '' }],
  ['everything, by leaving the name out', { var: [] }],
  ['a group', { var: 'order' }],
  ['below a fact', { var: 'actor.roles.0' }],
  ['the title', { var: 'order.title' }],
  ['a computed name', { var: { cat: ['constructor', '.name'] } }],
  ['a computed name in a list', { var: [{ if: [true, 'order.state'] }] }],
  ['a name with a default', { var: ['order.owner', 'nobody'] }],
  ['nothing, a number', { var: 1 }],
  ['methods', { method: [{ var: 'actor.id' }, 'toString'] }],
  ['names by missing', { missing: ['constructor'] }],
  ['the log', { log: 'x' }],
  ['scopes', { map: [{ var: 'actor.roles' }, { var: 'constructor' }] }],
  ['inherited operators', { toString: [] }],
  ['an own __proto__', JSON.parse('{"__proto__": [1]}') as unknown],
  ['two operators at once', { '==': [1, 1], '!=': [1, 2] }],
  ['no operator', {}],
  ['functions', () => true],
  ['undefined', [undefined]],
])('refuses to reach %s', (_what, rule) => {
  expect(ruleFaults(rule)).not.toEqual([]);
  expect(ruleFaults({ and: [true, { '!': rule }] })).not.toEqual([]);
  expect(() => holds(rule, facts)).toThrow('unsafe guard');
});

it('refuses rules deeper than anybody writes, without running out of stack', () => {
  const nested = (depth: number): unknown => (depth === 0 ? true : { '!': nested(depth - 1) });
  expect(ruleFaults(nested(MAX_DEPTH - 1))).toEqual([]);
  expect(ruleFaults(nested(MAX_DEPTH))).not.toEqual([]);
  let abyss: unknown = true;
  for (let i = 0; i < 100_000; i += 1) abyss = [abyss];
  expect(ruleFaults(abyss)).toHaveLength(1);
});

it.each(FACT_PATHS)('knows %s', (path) => {
  const [group, name] = path.split('.') as ['order', 'state'];
  expect(facts[group]).toHaveProperty(name);
  expect(ruleFaults({ var: path })).toEqual([]);
  expect(ruleFaults({ var: [path] })).toEqual([]);
});

it.each([
  [{ '==': [{ var: 'order.state' }, 'rectifying'] }, true],
  [{ '!=': [{ var: 'actor.id' }, { var: 'order.fixer' }] }, true],
  [{ in: ['rectifier', { var: 'actor.parties' }] }, true],
  [{ in: ['safety', { var: 'actor.parties' }] }, false],
  [{ '<': [{ var: 'order.transfers' }, 2] }, true],
  [{ and: [{ var: 'order.suspectedMajor' }, true] }, false],
  [{ '!': [{ var: 'input.onSite' }] }, true],
  [{ if: [{ '>': [{ var: 'order.round' }, 1] }, false, true] }, true],
  [[], false],
])('%j is %s', (rule, expected) => {
  expect(holds(rule, facts)).toBe(expected);
});

it('knows which guards wait for the form', () => {
  const waiting = flow.actions.flatMap(({ guards }) =>
    guards.filter(({ rule }) => asksInput(rule)).map(({ id }) => id),
  );
  expect([...new Set(waiting)]).toEqual(['someoneElse', 'onSite']);
});
