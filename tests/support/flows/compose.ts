/** Puts a small book of flows together at random: questions, signatures, a fix, a wait, a check and an end. */
import { MINUTE } from '../../../miniprogram/shared/time';
import type { FieldId, Flow, FlowAction, FlowBook, FlowState, OwnerRule } from '../../../typings/flow';
import { anyRung, APPROVERS, PARTIES } from './bend';
import type { Choices } from './choice';

const LABELS: Partial<Record<FieldId, string>> = { personId: '谁', reason: '原因' };
const fields = (...ids: FieldId[]): FlowAction['form'] =>
  ids.map((id) => ({ id, label: LABELS[id] ?? '填写', required: true }));

const INDEPENDENT = {
  id: 'independent',
  rule: {
    and: [
      { '!=': [{ var: 'actor.id' }, { var: 'order.fixer' }] },
      { '!=': [{ var: 'actor.id' }, { var: 'order.rectifier' }] },
    ],
  },
  error: 'VERIFIER_NOT_INDEPENDENT',
};

function action(id: string, from: string[], to: string, over: Partial<FlowAction> = {}): FlowAction {
  const plain: FlowAction = {
    id,
    label: id,
    told: id,
    from,
    to,
    by: ['owner'],
    style: 'primary',
    form: [],
    guards: [],
    changes: [],
    notices: [{ to: 'owner', notice: 'assigned' }],
    awards: [],
  };
  return { ...plain, ...over };
}

function state(id: string, over: Partial<FlowState>, choices: Choices): FlowState {
  const rung = { ...anyRung('first', choices), at: 1, urgencies: ['high', 'medium', 'low'] };
  const ladder = [
    { ...rung, to: choices.of(['ownerBoss', 'safety', 'dutyLeader'] as const) },
    ...(choices.once(2) ? [anyRung('second', choices)] : []),
    ...(choices.once(3) ? [anyRung('third', choices)] : []),
  ] as FlowState['ladder'];
  return { id, label: id, ring: 2, end: false, owner: 'routed', deadline: 'respond', ladder, ...over };
}

const signing = (id: string, choices: Choices): FlowState =>
  state(
    id,
    {
      owner: 'approver',
      deadline: 'approve',
      approval: { mode: choices.of(['oneOf', 'allOf'] as const), of: choices.some(APPROVERS) },
      pauses: choices.once(2),
    },
    choices,
  );

/** Questions one after the other, some of them answered with signatures, up to who mends it. */
function questions(choices: Choices): { states: FlowState[]; actions: FlowAction[] } {
  const count = 1 + choices.below(3);
  const states: FlowState[] = [];
  const actions: FlowAction[] = [];
  const owners: OwnerRule[] = ['routed', 'safety', 'siteKeeper', 'rectifier'];
  for (let n = 0; n < count; n += 1) {
    const id = `ask${n}`;
    const to = n + 1 < count ? `ask${n + 1}` : 'mend';
    const naming: Partial<FlowAction> =
      to === 'mend' ? { form: fields('personId'), changes: ['nameFixer'] } : {};
    if (n > 0 && to !== 'mend' && choices.once(2)) {
      states.push(signing(id, choices));
      actions.push(action(`sign${n}`, [id], to, { changes: ['sign'] }));
      actions.push(action(`refuse${n}`, [id], 'back', { form: fields('reason'), changes: ['refuse'] }));
      continue;
    }
    const owner = choices.of(owners);
    states.push(state(id, { owner, deadline: choices.of(['respond', 'rule', 'plan'] as const) }, choices));
    actions.push(action(`answer${n}`, [id], to, { by: ['owner', choices.of(PARTIES)], ...naming }));
    if (owner === 'routed' && choices.once(2)) {
      actions.push(
        action(`pass${n}`, [id], 'same', {
          form: fields('personId', 'reason'),
          changes: ['transferOwner'],
        }),
      );
    }
  }
  for (const [n, asked] of states.entries()) {
    const next = states[n + 1];
    if (asked.approval !== undefined || next === undefined || next.approval !== undefined) continue;
    if (!choices.once(4)) asked.ladder.push({ ...anyRung('on', choices), at: 1, moveTo: next.id });
  }
  return { states, actions };
}

/** A wait that was signed for and is over by itself. */
function waiting(choices: Choices): { states: FlowState[]; actions: FlowAction[] } {
  const over = { ...anyRung('over', choices), at: 1, to: 'owner' as const, moveTo: 'mend' };
  return {
    states: [
      signing('mayWait', choices),
      state(
        'waits',
        {
          owner: 'rectifier',
          deadline: 'until',
          pauses: true,
          ladder: [{ ...over, urgencies: ['high', 'medium', 'low'] }],
        },
        choices,
      ),
    ],
    actions: [
      action('later', ['mend'], 'mayWait', { form: fields('until'), changes: ['recordDeferral'] }),
      action('signWait', ['mayWait'], 'waits', { changes: ['sign'] }),
      action('refuseWait', ['mayWait'], 'back', { form: fields('reason'), changes: ['refuse'] }),
      action('sooner', ['waits'], 'mend', { by: ['owner', choices.of(PARTIES)] }),
    ],
  };
}

/** Whether it is 重大: said by one, taken back by two. */
function judging(choices: Choices): { states: FlowState[]; actions: FlowAction[] } {
  return {
    states: [
      state('level', { owner: 'safety', deadline: 'determine' }, choices),
      { ...signing('second', choices), deadline: 'determine' },
    ],
    actions: [
      action('raise', ['level'], 'ask0', { form: fields('basis'), changes: ['raiseLevel'] }),
      action('lower', ['level'], 'second', { form: fields('basis'), changes: ['proposeLower'] }),
      action('agree', ['second'], 'ask0', { changes: ['sign', 'lowerLevel'] }),
      action('disagree', ['second'], 'back', { form: fields('reason'), changes: ['refuse'] }),
      action('suspect', ['ask0', 'mend', 'check'], 'level', {
        by: ['owner', choices.of(PARTIES)],
        changes: ['suspectMajor'],
      }),
    ],
  };
}

/** A book of one flow; most, not all, may be published. */
export function composed(choices: Choices): FlowBook {
  const parts = [
    questions(choices),
    judging(choices),
    choices.once(2) ? waiting(choices) : { states: [], actions: [] },
  ];
  const judge = { changes: ['recordVerdictNotFixed', 'newRound'] as FlowAction['changes'] };
  const checkers = choices.of(['verifier', 'checker'] as const);
  const end: Pick<FlowState, 'end' | 'owner' | 'deadline' | 'ladder' | 'ring'> = {
    end: true,
    owner: null,
    deadline: null,
    ladder: [],
    ring: 5,
  };
  const flow: Flow = {
    id: 'small',
    name: '小流程',
    onReport: { notices: [{ to: 'owner', notice: 'assigned' }] },
    onMove: { notices: [{ to: 'owner', notice: 'shiftMoved' }] },
    states: [
      ...parts.flatMap(({ states }) => states),
      state('mend', { owner: 'fixer', deadline: 'resolve' }, choices),
      state('check', { owner: checkers, deadline: choices.of(['verify', 'check'] as const) }, choices),
      state('over', end, choices),
    ],
    actions: [
      ...parts.flatMap(({ actions }) => actions),
      action('mended', ['mend'], 'check', {
        by: ['fixer', choices.of(PARTIES)],
        form: fields('photos'),
        changes: ['recordFix'],
      }),
      action('other', ['mend'], 'same', {
        by: ['rectifier', choices.of(PARTIES)],
        form: fields('personId'),
        changes: ['nameFixer'],
      }),
      action('good', ['check'], 'over', {
        guards: [INDEPENDENT],
        changes: ['recordVerdictFixed', 'close'],
        awards: [{ to: 'reporter', rule: 'valid-hazard' }],
      }),
      action('bad', ['check'], 'mend', { form: fields('reason'), guards: [INDEPENDENT], ...judge }),
      action('again', ['over'], choices.of(['mend', 'ask0', 'level']), {
        by: ['reporter', 'safety'],
        form: fields('reason'),
        changes: ['newRound', 'reopen'],
      }),
    ],
  };
  return {
    starts: {
      hazard: 'small/ask0',
      suspectedMajor: 'small/level',
      selfFixed: 'small/check',
      stop: 'small/ask0',
    },
    duties: [
      { id: 'reportRegulator', within: (1 + choices.below(5_000)) * MINUTE, notice: 'dutyDue' },
      { id: 'notifyWorkers', within: (1 + choices.below(9_000)) * MINUTE, notice: 'dutyDue' },
    ],
    flows: [flow],
  };
}
