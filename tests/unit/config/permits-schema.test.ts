/** The rules of hot work are refused where they could not be followed, with a word about the place. */
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { AppError } from '../../../miniprogram/shared/errors';
import type { HotWorkRules, PermitRules } from '../../../typings/config';
import permits from '../../../scripts/plant/permits.json';

const RULES = parseConfig('permits', permits);
const HOT: HotWorkRules = RULES.hotWork!;

const fieldsOf = (body: unknown): string[] => {
  try {
    parseConfig('permits', body);
  } catch (error) {
    if (error instanceof AppError) return Object.keys(error.fields ?? {});
    throw error;
  }
  return [];
};

const hot = (patch: Partial<HotWorkRules>): PermitRules => ({ ...RULES, hotWork: { ...HOT, ...patch } });
const [special, first, second] = HOT.levels;
const [lel, o2] = HOT.gas.items;

it('takes the starter plant, and a plant without hot work', () => {
  expect(fieldsOf(permits)).toEqual([]);
  expect(fieldsOf({ ...RULES, hotWork: null })).toEqual([]);
});

it('labels the shipped rules as a template', () => {
  expect(HOT.label).toBe('模板，按本厂制度修改');
  expect(HOT.levels.map(({ id, hours }) => [id, hours])).toEqual([
    ['special', 8],
    ['first', 8],
    ['second', 72],
  ]);
  expect([HOT.gas.within, HOT.afterWatch.minutes, HOT.holidaysUp]).toEqual([30, 30, true]);
});

it.each<[what: string, body: unknown, field: string]>([
  [
    'two kinds of one id',
    { ...RULES, certificateKinds: [...RULES.certificateKinds, RULES.certificateKinds[0]] },
    'certificateKinds',
  ],
  [
    'a reminder twice',
    { ...RULES, certificateReminders: { days: [7, 7], roles: [] } },
    'certificateReminders.days',
  ],
  [
    'a role that is none',
    { ...RULES, certificateReminders: { days: [], roles: ['king'] } },
    'certificateReminders.roles.0',
  ],
  ['levels in another order', hot({ levels: [second!, first!, special!] }), 'hotWork.levels'],
  ['a level left out', hot({ levels: [special!, first!] }), 'hotWork.levels'],
  [
    'a higher level that lasts longer',
    hot({ levels: [{ ...special!, hours: 24 }, first!, second!] }),
    'hotWork.levels',
  ],
  [
    'more than 72 hours',
    hot({ levels: [special!, first!, { ...second!, hours: 73 }] }),
    'hotWork.levels.2.hours',
  ],
  [
    'a level that nobody signs',
    hot({ levels: [special!, first!, { ...second!, approvals: [] }] }),
    'hotWork.levels.2.approvals',
  ],
  [
    'limits that are reversed',
    hot({ gas: { ...HOT.gas, items: [lel!, { ...o2!, min: 24, max: 19 }] } }),
    'hotWork.gas.items.1',
  ],
  [
    'a gas without limits',
    hot({ gas: { ...HOT.gas, items: [{ ...lel!, max: null }] } }),
    'hotWork.gas.items.0',
  ],
  ['no precautions', hot({ checks: [] }), 'hotWork.checks'],
  ['two precautions of one id', hot({ checks: [HOT.checks[0]!, HOT.checks[0]!] }), 'hotWork.checks'],
  ['no way of doing it', hot({ methods: [] }), 'hotWork.methods'],
  ['no time to sign', hot({ approveWithin: 0 }), 'hotWork.approveWithin'],
  ['no label', hot({ label: ' ' }), 'hotWork.label'],
])('refuses %s', (_what, body, field) => {
  expect(fieldsOf(body)).toContain(field);
});
