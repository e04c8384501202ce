/** Random commands: a button with a form filled in more or less well. */
import { DAY } from '../../../miniprogram/shared/time';
import type { Command, FieldId, FlowAction } from '../../../typings/flow';
import type { Choices } from './choice';

/** What somebody gives in a field; now and then nothing that is of use. */
function valueFor(
  id: FieldId,
  now: number,
  people: readonly string[],
  choices: Choices,
): Command['input'][FieldId] {
  switch (id) {
    case 'photos':
    case 'files':
      return choices.once(15) ? [] : ['e1'];
    case 'personId':
    case 'reviewerId':
      return choices.once(30) ? 'nobody' : choices.of(people);
    case 'onSite':
      return !choices.once(5);
    case 'urgency':
      return choices.of(['high', 'medium', 'low'] as const);
    case 'money':
      return choices.below(10_000);
    case 'until':
      return now + (choices.below(220) - 2) * (DAY / 4);
    case 'duty':
      return choices.of(['reportRegulator', 'notifyWorkers']);
    default:
      return choices.once(15) ? ' ' : '马上处理';
  }
}

/**
 * An input for an action.
 * @param action - undefined for an action that means nothing here: then the input is anything
 */
export function inputFor(
  action: FlowAction | undefined,
  now: number,
  people: readonly string[],
  choices: Choices,
): Command['input'] {
  const asked = (action?.form ?? []).filter(({ required }) => required || choices.once(2));
  const ids: FieldId[] = asked.map(({ id }) => id);
  if (choices.once(25)) ids.push('reason');
  const input = Object.fromEntries(ids.map((id) => [id, valueFor(id, now, people, choices)]));
  const into = { id: 'o0', number: 'YH-20261122-0001' };
  return action?.changes.includes('merge') === true ? { ...input, into } : input;
}
