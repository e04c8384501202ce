/** What an action asks for must be given, nothing else is taken, and blanks are not answers. */
import type { Command, FieldId, FlowAction } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import { readForm } from '../../../cloudfunctions/engine/forms';
import { book, flow, FULL } from './plant';

const BLANKS: Command['input'] = {
  text: '  ',
  reason: '\n',
  photos: [],
  files: [],
  personId: '',
  onSite: false,
  basis: ' ',
  interim: ' ',
  measure: '\t',
  money: -1,
  until: NaN,
  emergency: ' ',
  reviewerId: '',
  goal: ' ',
  funds: ' ',
  team: ' ',
  schedule: ' ',
  safeguard: ' ',
  duty: ' ',
};

/** All that the form asks for, less one field. */
function without(action: FlowAction, less: FieldId | null): Command['input'] {
  const ids = action.form.map(({ id }) => id).filter((id) => id !== less);
  return Object.fromEntries(ids.map((id) => [id, FULL[id]]));
}

function refusal(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const actions = book.flows.flatMap((each) =>
  each.actions.map((action) => ({ action, name: `${each.id}: ${action.from.join('/')} ${action.id}` })),
);
const fields = actions.flatMap(({ action, name }) =>
  action.form.map(({ id, required }) => ({ action, name, id, required })),
);

it.each(fields.filter(({ required }) => required))('$name needs $id', ({ action, id }) => {
  const code = { reason: 'REASON_NEEDED', photos: 'PHOTO_NEEDED' }[id as string] ?? 'BAD_REQUEST';
  for (const input of [without(action, id), { ...without(action, id), [id]: BLANKS[id] }]) {
    const error = refusal(() => readForm(action, input));
    expect([error.code, Object.keys(error.fields ?? {})]).toEqual([code, [id]]);
  }
});

it.each(fields.filter(({ required }) => !required))('$name does without $id', ({ action, id }) => {
  expect(readForm(action, without(action, id))).not.toHaveProperty(id);
});

it.each(actions)('$name takes its own fields and no other', ({ action }) => {
  const own = without(action, null);
  expect(readForm(action, { ...BLANKS, ...own })).toEqual(own);
  const foreign = Object.keys(FULL).filter((id) => !(id in own));
  expect(Object.keys(refusal(() => readForm(action, FULL)).fields ?? {}).sort()).toEqual(foreign.sort());
});

it('names every missing field when there are several', () => {
  const transfer = flow.actions.find(({ id }) => id === 'transfer')!;
  const error = refusal(() => readForm(transfer, {}));
  expect(error.code).toBe('BAD_REQUEST');
  expect(error.fields).toEqual({ reason: '请写一句原因', personId: '请选一个人' });
});

it('trims what people write', () => {
  const notHazard = flow.actions.find(({ id }) => id === 'notHazard')!;
  expect(readForm(notHazard, { reason: ' 门是开着检修 \n' })).toEqual({ reason: '门是开着检修' });
});
