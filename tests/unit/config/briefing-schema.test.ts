/** What teams that meet may say, up to the edge of each rule, and how a fault is named. */
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { AppError } from '../../../miniprogram/shared/errors';
import starter from '../../../scripts/plant/briefings.json';
import { patched } from './patched';

function fields(body: unknown): Record<string, string> {
  try {
    parseConfig('briefings', body);
    return {};
  } catch (error) {
    if (error instanceof AppError) return error.fields ?? {};
    throw error;
  }
}

it.each<[string, unknown]>([
  ['teams', []],
  ['teams.0.title', '长'.repeat(20)],
  ['teams.0.window', { before: 0, after: 1 }],
  ['teams.0.window', { before: 120, after: 120 }],
  ['teams.0.leader', { kind: 'head' }],
  ['teams.0.leader', { kind: 'person', personId: 'p-012' }],
  ['teams.0.sections', ['quiz']],
  ['teams.0.most', 10],
  ['teams.0.holidays', 'skip'],
  ['notice.text', '长'.repeat(200)],
])('takes %s as %j', (path, value) => {
  expect(fields(patched(starter, path, value))).toEqual({});
});

it.each<[string, unknown, string]>([
  ['teams', [starter.teams[0], starter.teams[0]], '有两个班组编号相同'],
  ['teams.0.title', '', '班组名称还没填'],
  ['teams.0.title', '长'.repeat(21), '班组名称最多 20 个字'],
  ['teams.0.departmentIds', [], '部门至少要有 1 项'],
  ['teams.0.departmentIds', ['welding', 'welding'], '部门里有一项写了两次'],
  ['teams.0.shiftIds', [], '班次至少要有 1 项'],
  ['teams.0.sections', ['weather'], '内容只能从给出的几项里选'],
  ['teams.0.sections', [], '内容至少要有 1 项'],
  ['teams.0.window.before', 121, '提前不能大于 120'],
  ['teams.0.window.after', 0, '最晚不能小于 1'],
  ['teams.0.leader', { kind: 'duty' }, '谁来带只能从给出的几项里选'],
  ['teams.0.most', 0, '每项最多不能小于 1'],
  ['notice.basis', '', '告知依据还没填'],
])('refuses %s as %j', (path, value, message) => {
  expect(Object.values(fields(patched(starter, path, value)))).toContain(message);
});
