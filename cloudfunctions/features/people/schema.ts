/** What a person's record must look like, whether an administrator types it or a plant is imported. */
import * as v from 'valibot';
import type { Routes } from '../../../typings/api';

/** A person as edited and imported. */
export type PersonInput = Routes['people.save']['input']['person'];

const ROLES = [
  'worker',
  'contractor',
  'inspector',
  'supervisor',
  'dutyLeader',
  'safety',
  'manager',
  'storekeeper',
  'admin',
] as const;

const text = (label: string, max: number) =>
  v.pipe(
    v.string(`${label}还没填`),
    v.maxLength(max, `${label}最多 ${max} 个字`),
    v.check((value) => value.trim() !== '', `${label}还没填`),
  );

/** Lower case, digits and hyphens: what an id in the plant's data may consist of. */
export const personId = v.pipe(
  v.string('人员编号还没填'),
  v.regex(/^[a-z0-9-]{1,64}$/, '人员编号只能用小写字母、数字和短横线'),
);

const departmentId = v.pipe(v.string('请选部门'), v.regex(/^[a-z0-9-]{1,64}$/, '请选部门'));

export const personInput: v.GenericSchema<unknown, PersonInput> = v.strictObject({
  id: personId,
  name: text('姓名', 20),
  employeeNo: v.pipe(text('工号', 20), v.regex(/^[\p{L}\p{N}\s\p{Pd}]+$/u, '工号只能用字母、数字和短横线')),
  phone: v.pipe(v.string('电话还没填'), v.regex(/^\+?[0-9-]{3,20}$/, '电话只能用数字和短横线')),
  departmentId,
  teamId: v.pipe(v.string('请填班组'), v.regex(/^[a-z0-9-]{1,64}$/, '班组编号只能用小写字母、数字和短横线')),
  post: text('岗位', 20),
  roles: v.pipe(
    v.array(v.picklist(ROLES, '没有这个角色'), '请选角色'),
    v.minLength(1, '至少选一个角色'),
    v.maxLength(ROLES.length, '角色选得太多'),
    v.check((roles) => new Set(roles).size === roles.length, '同一个角色选了两次'),
  ),
  bossId: v.nullable(personId),
  status: v.picklist(['active', 'left'], '请选在岗或离岗'),
});
