/** A month's new hires of the demo plant: colleagues of those who work there, each with a day of joining and a phone. */
import { DAY, isoDay, startOfDay } from '../../miniprogram/shared/time';
import type { PersonInput } from '../../typings/domain';
import type { Control } from '../../devtools/client/cloud';
import people from '../plant/people.json';

const ADMIN = 'o-demo-p-029';

const NAMES = [
  ...['孟凡', '秦晓东', '尹志华', '黎明辉', '易春雷', '常建军', '武国栋', '乔丽', '贺小龙', '赖新民'],
  ...['龚海燕', '文涛', '庞大为', '樊志刚', '兰英'],
];

/** Whose department, team, post and boss a new hire gets. */
const BESIDE = people.filter(({ roles }) => roles.length === 1 && roles[0] === 'worker');

function hireOf(name: string, index: number, today: number): PersonInput | null {
  const beside = BESIDE[index % BESIDE.length];
  if (beside === undefined) return null;
  const { departmentId, teamId, post, bossId } = beside;
  const no = String(101 + index);
  return {
    id: `p-${no}`,
    name,
    employeeNo: `10${no}`,
    phone: `13900000${no}`,
    ...{ departmentId, teamId, post, bossId, roles: ['worker'], status: 'active' },
    // Some joined days ago, some join in the weeks that come.
    joinedOn: isoDay(startOfDay(today) + (2 * index - 9) * DAY),
  };
}

/** Puts somebody on the roll and binds their phone, `o-demo-{id}`. */
export async function enrol(control: Pick<Control, 'callOk'>, person: PersonInput): Promise<void> {
  const { id, employeeNo, name } = person;
  await control.callOk(ADMIN, 'people.save', { rev: 0, person });
  const { code } = await control.callOk(ADMIN, 'invites.create', { personId: id });
  await control.callOk(`o-demo-${id}`, 'session.bind', { employeeNo, name, code });
}

/** Enrols the new hires. @param today - the day on which somebody looks at the plant */
export async function enrolHires(control: Control, today: number): Promise<void> {
  for (const [index, name] of NAMES.entries()) {
    const person = hireOf(name, index, today);
    if (person !== null) await enrol(control, person);
  }
}
