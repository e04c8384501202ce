/** What an actor gives with an action, checked against the form the flow asks for. */
import type { Command, FieldId, FlowAction } from '../../typings/flow';
import { AppError } from '../../miniprogram/shared/errors';

type Input = Command['input'];

const PROMPTS: Readonly<Record<FieldId, string>> = {
  text: '请写一句',
  reason: '请写一句原因',
  photos: '请先拍一张照片',
  files: '请加上图纸或文件',
  personId: '请选一个人',
  onSite: '请到现场看过再确认',
  urgency: '请选紧急程度',
  basis: '请写明依据',
  interim: '请写现在怎么控制的',
  measure: '请写打算怎么改',
  money: '请填大约要多少钱，不花钱填 0',
  until: '请选一个日期',
  emergency: '请写出了事怎么办',
  reviewerId: '请选复查的人',
  goal: '请写要达到什么目标',
  funds: '请写经费和物资',
  team: '请写哪些部门和人来做',
  schedule: '请写时间安排',
  safeguard: '请写安全措施和应急预案',
  duty: '请选办的是哪一件',
};

const FIELD_IDS = Object.keys(PROMPTS) as readonly FieldId[];

/** Blank text, an empty list and an unticked box are as good as nothing. */
function isGiven(input: Input, id: FieldId): boolean {
  const value = input[id];
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
  return Array.isArray(value) ? value.length > 0 : value === true;
}

function refuseMissing(missing: readonly FieldId[]): void {
  const [first] = missing;
  if (first === undefined) return;
  const fields = Object.fromEntries(missing.map((id) => [id, PROMPTS[id]]));
  if (missing.length === 1 && first === 'reason') throw new AppError('REASON_NEEDED', {}, fields);
  if (missing.length === 1 && first === 'photos') throw new AppError('PHOTO_NEEDED', {}, fields);
  throw new AppError('BAD_REQUEST', {}, fields);
}

/**
 * The input as the changes may use it: trimmed, complete, nothing beyond the form.
 * @throws AppError REASON_NEEDED, PHOTO_NEEDED or BAD_REQUEST with the fields to mend
 */
export function readForm(action: FlowAction, input: Input): Input {
  const asked = new Map(action.form.map((field) => [field.id, field]));
  const given = FIELD_IDS.filter((id) => isGiven(input, id));
  const foreign = given.filter((id) => !asked.has(id));
  if (foreign.length > 0) {
    // Dropping it silently would lose what somebody wrote.
    throw new AppError(
      'BAD_REQUEST',
      {},
      Object.fromEntries(foreign.map((id) => [id, '这一步不用填这一项'])),
    );
  }
  refuseMissing(FIELD_IDS.filter((id) => asked.get(id)?.required === true && !given.includes(id)));
  return Object.fromEntries(
    given.map((id) => {
      const value = input[id];
      return [id, typeof value === 'string' ? value.trim() : value];
    }),
  );
}
