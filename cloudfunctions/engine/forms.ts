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
};

const FIELD_IDS: readonly FieldId[] = ['text', 'reason', 'photos', 'files', 'personId', 'onSite', 'urgency'];

/** Blank text, an empty list and an unticked box are as good as nothing. */
function isGiven(input: Input, id: FieldId): boolean {
  const value = input[id];
  if (typeof value === 'string') return value.trim() !== '';
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
