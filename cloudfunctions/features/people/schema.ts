/** What a person's record must look like, whether an administrator types it or a plant is imported. */
import * as v from 'valibot';
import type { PersonInput } from '../../../typings/domain';
import { day, distinct, id, line, list, ROLES, shape } from '../../config/parts';

export const personId = id('人员编号');

export const personInput: v.GenericSchema<unknown, PersonInput> = shape({
  id: personId,
  name: line('姓名', 20),
  employeeNo: v.pipe(line('工号', 20), v.regex(/^[\p{L}\p{N}\s\p{Pd}]+$/u, '工号只能用字母、数字和短横线')),
  phone: v.pipe(v.string('电话还没填'), v.regex(/^\+?[0-9-]{3,20}$/, '电话只能用数字和短横线')),
  departmentId: id('部门编号'),
  teamId: id('班组编号'),
  post: line('岗位', 20),
  roles: v.pipe(
    list(v.picklist(ROLES, '没有这个角色'), '角色', ROLES.length, 1),
    v.check((roles) => distinct(roles), '同一个角色选了两次'),
  ),
  bossId: v.nullable(id('上级编号')),
  status: v.picklist(['active', 'left'], '请选在岗或离岗'),
  joinedOn: v.exactOptional(day('入职日期')),
});
